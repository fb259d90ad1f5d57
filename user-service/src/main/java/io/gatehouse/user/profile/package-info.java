/**
 * A person's profile: one per account, made when the account is, with the account's id. Its owner reads and changes it;
 * administrators read it; for everybody else it does not exist, so nobody learns which ids do. A change names the version
 * it is based on, so none is lost.
 *
 * <p>Left to others: accounts and e-mail addresses (auth-service), finding profiles (directory), learning of new accounts
 * (accountfeed).
 */
package io.gatehouse.user.profile;
