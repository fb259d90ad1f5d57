/**
 * What applications remember for a person, under keys of their choice: few and small values that nobody else sees. The last
 * one who writes wins. They go with the profile.
 */
package io.gatehouse.user.preference;
