/**
 * Shop items. Each belongs to the person who made it, and is there for nobody else: the statements ask for the owner, and the
 * database's policies hold where a statement forgets to. What becomes of them is told in the event log.
 */
package io.gatehouse.shopitems.shopitem;
