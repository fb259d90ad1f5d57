package io.gatehouse.bench;

import java.util.Map;

/**
 * What one kind of request costs.
 *
 * @param processorMicros by process, for one request that was answered as it should be; what goes on in the background meanwhile is in it
 * @param megabytes resident memory by process, after the case
 */
record CaseResult(
        String name,
        double perSecond,
        long requests,
        long failed,
        double p50Millis,
        double p99Millis,
        Map<String, Long> processorMicros,
        Map<String, Long> megabytes) {}
