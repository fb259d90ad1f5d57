/** Places in long lists. A cursor is a bookmark, no permission: whoever reads a list is checked on every page. */
package io.gatehouse.kit.paging;
