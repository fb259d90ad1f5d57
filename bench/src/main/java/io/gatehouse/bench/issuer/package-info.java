/** Access tokens as auth-service makes them, without auth-service. */
package io.gatehouse.bench.issuer;
