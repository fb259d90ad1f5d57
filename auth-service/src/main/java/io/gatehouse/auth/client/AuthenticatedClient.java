package io.gatehouse.auth.client;

import java.util.Set;

/**
 * A client that has proved who it is.
 *
 * @param scopes what it may ask for
 */
record AuthenticatedClient(String id, Set<String> scopes) {}
