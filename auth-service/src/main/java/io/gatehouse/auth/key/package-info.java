/**
 * The keys that sign access tokens: made, kept and published here. The private part leaves the database encrypted and
 * this package only as a {@link io.gatehouse.auth.key.SigningKey}. What is signed is left to {@code token}.
 */
package io.gatehouse.auth.key;
