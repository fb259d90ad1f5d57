/**
 * Redis as the event loops reach it: one connection each, with the commands of concurrent requests in one write, a budget of
 * time for every answer, and a distance that is kept from a Redis that is late or gone until it answers again. What is
 * kept there, and what happens without it, is the affair of those who ask.
 */
package io.gatehouse.gateway.redis;
