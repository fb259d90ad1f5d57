package io.gatehouse.user.directory;

import io.gatehouse.user.profile.ProfileSnapshot;

/**
 * An entry of the directory.
 *
 * @param searchName what it is sorted by, before its id
 */
record Person(ProfileSnapshot profile, String searchName) {}
