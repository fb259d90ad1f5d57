/**
 * What every service with a database needs: time-ordered ids, which constraint was violated, an end to every wait for the
 * database, and whether it is there.
 */
package io.gatehouse.kit.database;
