/** What a client of the set says to it. */
package io.gatehouse.bench.client;
