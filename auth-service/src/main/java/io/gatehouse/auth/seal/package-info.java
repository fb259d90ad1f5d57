/**
 * Authenticated encryption of what lies in the database and must not be readable from it, and keyed hashes. Owns the format
 * (name of the master key, nonce, ciphertext) and the change of master keys; what is sealed, and under which context, is the
 * business of the feature that says so with a {@link io.gatehouse.auth.seal.SealedColumn}.
 */
package io.gatehouse.auth.seal;
