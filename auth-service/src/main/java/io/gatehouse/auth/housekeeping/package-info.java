/**
 * Removes what nobody needs any longer, in small batches and on one instance at a time, so that no table grows without
 * limit. What that is, and after how long, each feature says itself.
 */
package io.gatehouse.auth.housekeeping;
