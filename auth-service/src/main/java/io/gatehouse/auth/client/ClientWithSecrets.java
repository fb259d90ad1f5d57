package io.gatehouse.auth.client;

import java.util.List;

/**
 * A client and what it has.
 *
 * @param secrets the oldest first
 */
record ClientWithSecrets(RegisteredClient client, List<ClientSecret> secrets) {}
