/**
 * Finding people: pages of the profiles that are there for whoever asks, by name or by what their name contains, and several
 * by their ids. Reads the profiles' table in one statement over one index, however long the list is; never writes.
 */
package io.gatehouse.user.directory;
