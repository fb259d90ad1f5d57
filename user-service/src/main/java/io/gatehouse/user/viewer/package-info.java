/**
 * As whom a request looks at people ({@link io.gatehouse.kit.viewer}): by roles, and by scopes of clients.
 *
 * <p>Left to others: what of a row is shown (profile), the policies (the migrations).
 */
package io.gatehouse.user.viewer;
