package io.gatehouse.auth.client;

/** A key's own id is one among those of its client. */
record ClientKeyId(String clientId, String kid) {}
