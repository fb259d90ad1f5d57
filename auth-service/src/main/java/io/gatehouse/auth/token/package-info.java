/**
 * Access tokens: what they claim, how they are signed, how this service verifies them, and the metadata that tells others
 * how. Who may have one is decided by {@code account}, {@code session} and {@code client}.
 */
package io.gatehouse.auth.token;
