/**
 * What people may do about all that is kept of them here: it is handed out to them, and forgotten when auth-service says so, which
 * decides when.
 *
 * <p>Left to the features: what of their tables is handed out, and how they forget somebody.
 */
package io.gatehouse.shopitems.privacy;
