package io.gatehouse.auth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The body of a refusal, RFC 6749 section 5.2. */
@RegisterForReflection // an exception mapper returns it, which the build does not look at
record OAuthError(String error, String errorDescription) {}
