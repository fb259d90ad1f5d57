package io.gatehouse.auth.client;

/** The body of a refusal, RFC 6749 section 5.2. */
record OAuthError(String error, String errorDescription) {}
