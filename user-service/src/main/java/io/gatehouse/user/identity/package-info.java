/** Whose tokens this service accepts, and whether it has what it needs to check them. */
package io.gatehouse.user.identity;
