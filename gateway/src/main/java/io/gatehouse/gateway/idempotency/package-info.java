/**
 * Requests with an {@code Idempotency-Key} on routes that ask for it (draft-ietf-httpapi-idempotency-key-header-07): one key of
 * one caller is carried out once at most, over all replicas, and whoever sends it again gets the same reply.
 *
 * <p>A record in Redis is claimed before the request goes on and finished before the last byte of its reply leaves. What nobody
 * can know (the service died, a replica died) stays unknown and is told so: it is never tried a second time. Without
 * Redis nothing with a key goes on. Nothing that a request or its reply says can be read in Redis.
 */
package io.gatehouse.gateway.idempotency;
