/**
 * The services behind the door: where each one is, and its own bounded connection pool. Whoever asks for a service that
 * cannot take the request learns it at once, never after a queue that grows without end. Which route leads to which
 * service is not known here.
 */
package io.gatehouse.gateway.upstream;
