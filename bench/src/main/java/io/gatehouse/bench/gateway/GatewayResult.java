package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Spread;

/**
 * What one kind of request costs at one contestant.
 *
 * @param processorMicros of its own processes, for one request, refused or not
 * @param redisMicros of Redis, for one request
 * @param perSecond as fast as answers came, with load and upstream on the same machine
 * @param refusedShare refused by a limit, of all requests
 * @param p50Millis at a fixed rate, as is {@code p99Millis}
 * @param megabytes resident after the case
 */
record GatewayResult(
        String name,
        String contestant,
        Spread processorMicros,
        Spread redisMicros,
        Spread perSecond,
        double refusedShare,
        long failed,
        double p50Millis,
        double p99Millis,
        long megabytes) {}
