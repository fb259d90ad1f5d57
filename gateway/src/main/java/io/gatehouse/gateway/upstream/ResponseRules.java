package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.http1.TransferCoding;
import io.netty.handler.codec.http.HttpResponse;

/** What the header of a response must agree on, so that it is known where the response ends. */
final class ResponseRules {

    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    private ResponseRules() {}

    /** @throws IllegalArgumentException if it may be read in more than one way */
    static void check(HttpResponse response) {
        int status = response.status().code();
        if (status < LOWEST || status > HIGHEST) {
            throw new IllegalArgumentException("there is no such status");
        }
        TransferCoding.check(response);
    }
}
