package io.gatehouse.bench.measure;

import java.net.http.HttpResponse;
import java.util.function.Function;

/**
 * One kind of request and what is said to it.
 *
 * @param perSecond the fixed rate at which latencies are measured, which leaves the machine air
 * @param refuses whether a limit is to be reached
 */
public record Exchange(
        String name,
        double perSecond,
        Requests requests,
        Function<HttpResponse<String>, Verdict> verdict,
        boolean refuses) {

    public Exchange(String name, double perSecond, Requests requests, String partOfGoodAnswer) {
        this(name, perSecond, requests, Verdict.goodIfIn(partOfGoodAnswer), false);
    }
}
