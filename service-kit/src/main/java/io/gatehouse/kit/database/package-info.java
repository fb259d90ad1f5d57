/** Small things every service with a database needs: time-ordered ids, and which constraint was violated. */
package io.gatehouse.kit.database;
