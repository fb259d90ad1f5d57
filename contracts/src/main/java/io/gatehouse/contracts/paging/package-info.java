/** Pages of long lists: keyset, never by number. */
package io.gatehouse.contracts.paging;
