/**
 * Whoever looks, and how much the database shows them. Each transaction on people's data says first for whom it is; the
 * database then shows and changes what that one may see and change, whatever the statement asks for. A transaction that
 * says nothing finds nothing.
 *
 * <p>Left to others: what of a row is shown (profile), the policies themselves (the migrations).
 */
package io.gatehouse.user.viewer;
