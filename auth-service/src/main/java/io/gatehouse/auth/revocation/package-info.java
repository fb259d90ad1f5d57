/**
 * Tells the verifiers of access tokens which of them hold no longer. Owns {@code revocation}, where an entry is left in the
 * transaction of what it tells, and the Redis Stream that followers read: every entry reaches it, perhaps twice, whether
 * Redis was there or not. Why something is revoked is left to {@code session}.
 */
package io.gatehouse.auth.revocation;
