/**
 * Whoever looks, and how much the database shows them. Each transaction on people's data says first for whom it is; the
 * database then shows and changes what that one may see and change, whatever the statement asks for. A transaction that
 * says nothing finds nothing.
 *
 * <p>Left to the services: as whom a request looks, and the policies themselves (their migrations), which read the settings
 * {@code gatehouse.access} and {@code gatehouse.account}.
 */
package io.gatehouse.kit.viewer;
