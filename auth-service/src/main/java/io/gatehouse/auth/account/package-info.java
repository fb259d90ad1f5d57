/**
 * Accounts: sign-up, sign-in, who you are. Owns {@code account} and what makes two addresses the same. Proving a password
 * is left to {@code password}, what follows a sign-in to {@code session}.
 */
package io.gatehouse.auth.account;
