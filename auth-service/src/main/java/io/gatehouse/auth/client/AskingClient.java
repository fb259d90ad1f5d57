package io.gatehouse.auth.client;

/**
 * A client that has proved who it is, and what it hears of a session.
 *
 * @param isLive whether the session may be used
 */
record AskingClient(AuthenticatedClient client, boolean isLive) {}
