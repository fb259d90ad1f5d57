package io.gatehouse.gateway.ratelimit;

/**
 * What a request asks of one bucket.
 *
 * @param emission microseconds that earn one permit
 * @param burst microseconds of all permits there can be
 * @param cost the permits it needs; negative to give back
 * @param most the permits it takes where more than it needs are there
 */
record Demand(long emission, long burst, long cost, long most) {}
