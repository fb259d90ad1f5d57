/**
 * The launcher behind {@code ./gatehouse}: it starts the whole set on one machine, watches it, and ends it in order. It knows
 * how the services are started and configured, and nothing of what they do.
 */
package io.gatehouse.local;
