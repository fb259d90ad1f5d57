package io.gatehouse.auth.client;

import java.util.List;

/** A client and what it has to prove who it is, the oldest first. */
record ClientWithCredentials(RegisteredClient client, List<ClientSecret> secrets, List<ClientKey> keys) {}
