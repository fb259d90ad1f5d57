/**
 * The door itself: the listener, what it refuses before anything is looked at, and the order in which a request passes the
 * stages. {@link io.gatehouse.gateway.edge.RequestPipeline} names them; whatever happens on the way, the client gets a
 * response with a request id, and a failure is a problem.
 */
package io.gatehouse.gateway.edge;
