/**
 * The connections of clients as such, whatever is spoken on them: how many there may be, and that nobody holds one by not
 * reading, nor all of them together more memory than there is for that. What a connection carries is others' business, and so is a client that sends too slowly.
 */
package io.gatehouse.gateway.connection;
