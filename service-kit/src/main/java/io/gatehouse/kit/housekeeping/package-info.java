/**
 * Removes what nobody needs any longer, in small batches and on one instance at a time, so that no table grows without
 * limit. What that is, and after how long, each feature says itself: it produces a {@link
 * io.gatehouse.kit.housekeeping.Cleanup}. A service with one has the table {@code housekeeping_turn}.
 */
package io.gatehouse.kit.housekeeping;
