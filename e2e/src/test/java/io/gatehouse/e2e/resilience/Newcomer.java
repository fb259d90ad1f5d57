package io.gatehouse.e2e.resilience;

import java.time.Instant;

/**
 * Of whom three things were acknowledged: the sign-up, the last change of the name, and that the session has ended.
 *
 * @param accessToken of the session that has ended
 * @param signedOut when the end was acknowledged
 */
record Newcomer(String account, String email, String name, String accessToken, Instant signedOut) {}
