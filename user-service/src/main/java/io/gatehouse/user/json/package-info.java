/** JSON that is kept in a column: what may be, how it is written and read again. */
package io.gatehouse.user.json;
