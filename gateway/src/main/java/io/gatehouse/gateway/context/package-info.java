/** The Vert.x contexts of requests, each of which stays on one event loop from its beginning to its end, whatever it shares with others. */
package io.gatehouse.gateway.context;
