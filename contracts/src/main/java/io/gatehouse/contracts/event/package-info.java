/**
 * What one service tells the others: CloudEvents 1.0 in JSON, read as pages of an ordered log. A type carries its
 * version ({@code account.created.v1}); a field may be added, never changed or removed.
 */
package io.gatehouse.contracts.event;
