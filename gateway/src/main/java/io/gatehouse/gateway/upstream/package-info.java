/**
 * The services behind the door: where the instances of each are, how each instance does, and bounded connections to them.
 * A request learns at once that a service cannot take it, never after a queue that grows without end; and a service that
 * fails is not asked more often than one that answers, but for a few retries. Which route leads to which service is not
 * known here, nor what a request says.
 */
package io.gatehouse.gateway.upstream;
