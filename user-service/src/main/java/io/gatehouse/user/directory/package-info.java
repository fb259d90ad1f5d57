/**
 * Finding people: pages of all profiles for administrators, by the beginning of the name. Reads the profiles' table in one
 * statement over one index, however long the list is; never writes.
 */
package io.gatehouse.user.directory;
