/**
 * Carries one request to a service and its response back, as a stream both ways: neither body is ever held as a whole,
 * and the slower side sets the pace. A response that breaks off never looks complete, a client that leaves takes its
 * request to the service with it, and headers that concern one connection stay on that connection.
 */
package io.gatehouse.gateway.proxy;
