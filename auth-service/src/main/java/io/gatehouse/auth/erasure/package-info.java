/**
 * Who is to be forgotten, from their wish to the last mail. An account is closed and deleted in one transaction when its time has come; after
 * that the services that keep something of the person are told so until they have said that it is gone, and then the rest goes here. What is
 * interrupted goes on from the row of {@code erasure}, on any instance.
 *
 * <p>Left to others: what belongs to an account (account), what a service keeps (each service).
 */
package io.gatehouse.auth.erasure;
