/** What crosses the wire about shop items, and the events that tell of them. */
package io.gatehouse.contracts.shopitems;
