/**
 * Passwords as secrets: how they are normalized, what they must look like, how they are hashed and at what pace. Owns the
 * PHC strings of {@code account.password_hash}; whose they are and what a right one earns is left to {@code account}.
 */
package io.gatehouse.auth.password;
