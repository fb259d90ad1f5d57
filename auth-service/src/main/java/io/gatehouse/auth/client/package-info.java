/**
 * Services that authenticate as themselves: the token endpoint in the words of RFC 6749, clients from the configuration
 * and, registered by administrators, from the database.
 * Owns who may have which scope; the token itself is made by {@code token}.
 */
package io.gatehouse.auth.client;
