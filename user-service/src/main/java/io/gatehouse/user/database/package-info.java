/** How long this service waits for its database, and whether it is there. What is stored belongs to the features. */
package io.gatehouse.user.database;
