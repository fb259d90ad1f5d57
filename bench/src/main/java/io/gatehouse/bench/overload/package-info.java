/**
 * How the set does when it is offered three times what it can answer: how much of it is still answered, how soon, whether probes are,
 * and how soon it is over; without the gateway's shedding and with it.
 */
package io.gatehouse.bench.overload;
