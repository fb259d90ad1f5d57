/**
 * Authenticated encryption of what lies in the database and must not be readable from it. Owns the format (nonce, then
 * ciphertext); which key opens what is the business of the feature that seals.
 */
package io.gatehouse.auth.seal;
