/**
 * The promises of the set while it is broken on purpose: two replicas of each service on one PostgreSQL, one Redis and one
 * mail server, under load, of which each may be killed, ended and started again. What was promised is counted afterwards, in
 * answers, tables and mails. All classes of a run share one {@link io.gatehouse.e2e.resilience.Cluster} and leave it whole;
 * they carry the tag {@code resilience}. Tests are short unless {@link io.gatehouse.e2e.Sizes#LONG} is set.
 * {@code docs/reliability.md} tells what came out.
 */
package io.gatehouse.e2e.resilience;
