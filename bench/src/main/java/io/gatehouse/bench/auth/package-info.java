/**
 * What auth-service costs by itself, beside others who issue tokens: the same requests, hashes of the same cost, the same
 * database server. All run at the same time and are measured in turn.
 */
package io.gatehouse.bench.auth;
