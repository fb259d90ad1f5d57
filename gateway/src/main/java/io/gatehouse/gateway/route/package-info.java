/**
 * Which requests may enter and what they need: the routes file, read and checked as a whole at start, and the table that
 * finds a request's route. No route, no entry. A path that two readers could understand differently is refused before it
 * is looked up, so what was matched here is what the service sees.
 */
package io.gatehouse.gateway.route;
