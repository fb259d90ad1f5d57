/**
 * The whole set, packaged and started as a person starts it, seen from outside: over HTTP through the gateway, through the
 * script, and, where only the tables can tell, in the database.
 */
package io.gatehouse.e2e;
