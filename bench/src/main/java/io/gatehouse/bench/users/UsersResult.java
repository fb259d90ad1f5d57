package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.Spread;

/**
 * What one kind of read costs at one reader.
 *
 * @param processorMicros of its own process, for one request
 * @param postgresMicros of PostgreSQL, for one request
 * @param perSecond as fast as answers came, with load and database on the same machine
 * @param megabytes resident after the case
 */
public record UsersResult(
        String name,
        String reader,
        Spread processorMicros,
        Spread postgresMicros,
        Spread perSecond,
        long failed,
        long megabytes) {}
