/**
 * What a client may be told when something is refused: the one list of error codes, and the RFC 9457 body that carries
 * them. A code is public for ever; titles and details are for people and may change.
 */
package io.gatehouse.contracts.error;
