/**
 * Guessing: how often somebody may try a secret, counted for all instances by account, by the client's network and by both.
 * What a secret is, and whether a try was right, is left to the features.
 */
package io.gatehouse.auth.throttle;
