/**
 * Which access tokens hold no longer though they have not expired. Every replica keeps all of it in memory: it follows the
 * Redis Stream of auth-service, and reads auth-service's own list at the start, whenever it may have missed something, and
 * as long as Redis is away. Looking a token up asks nobody and allocates nothing.
 *
 * <p>Before the list was read once, no token is good. After that a replica that hears neither Redis nor auth-service goes on
 * with what it knows, and tells how old that is. A request that has been let in is not broken off.
 */
package io.gatehouse.gateway.revocation;
