/**
 * A person's profile: one per account, made when the account is, with the account's id. Its owner reads and changes it, and
 * says field by field who else sees it; whoever may read or change all profiles does. For whom the name is not there, the
 * profile does not exist, so nobody learns which ids do. A change names the version it is based on, so none is lost.
 *
 * <p>Left to others: accounts and e-mail addresses (auth-service), finding profiles (directory), learning of new accounts
 * (accountfeed), who looks (viewer).
 */
package io.gatehouse.user.profile;
