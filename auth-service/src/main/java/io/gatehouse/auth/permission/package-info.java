/**
 * What whoever speaks may do, decided by the database at the moment they want to do it. Which role allows what is the
 * business of {@code role}.
 */
package io.gatehouse.auth.permission;
