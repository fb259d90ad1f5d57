package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Requests;
import io.gatehouse.bench.measure.Verdict;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;

/** One kind of request. Its path is what its duties hang on, in {@code bench/gateway/routes.yaml} and at each peer. */
enum GatewayCase {
    PLAIN("plain", "GET", 0, Sender.NOBODY),
    /** The same over HTTP/1.1 and TLS. */
    TLS("tls", "GET", 0, Sender.NOBODY),
    /** The same over HTTP/2 and TLS. */
    HTTP2("http2", "GET", 0, Sender.NOBODY),
    JWT("jwt", "GET", 0, Sender.ACCOUNT),
    /** With a limit that nobody reaches. */
    JWT_LIMIT("jwt-limit", "GET", 0, Sender.ACCOUNT),
    /** So few addresses that their limit refuses nine of ten requests. */
    REFUSED("refused", "GET", 0, Sender.ADDRESS),
    POST("post", "POST", 8 << 10, Sender.NOBODY);

    private static final double STEADY_PER_SECOND = 500;
    private static final int BYTES = 1 << 10;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    final String label;
    final String method;
    final int bodyBytes;
    final Sender sender;

    /** Who tells requests apart. */
    enum Sender {
        NOBODY,
        /** By a token each. */
        ACCOUNT,
        /** By what a proxy in front says of them. */
        ADDRESS
    }

    GatewayCase(String label, String method, int bodyBytes, Sender sender) {
        this.label = label;
        this.method = method;
        this.bodyBytes = bodyBytes;
        this.sender = sender;
    }

    String path() {
        return "/" + (isTls() ? PLAIN.label : label);
    }

    boolean isTls() {
        return this == TLS || this == HTTP2;
    }

    static Set<GatewayCase> inClearText() {
        return EnumSet.complementOf(EnumSet.of(TLS, HTTP2));
    }

    Exchange exchange(Requests requests) {
        return new Exchange(label, STEADY_PER_SECOND, requests, this::verdict, this == REFUSED);
    }

    private Verdict verdict(HttpResponse<String> answer) {
        if (answer.statusCode() == OK && answer.body().length() == BYTES) {
            return Verdict.GOOD;
        }
        return this == REFUSED && answer.statusCode() == TOO_MANY ? Verdict.REFUSED : Verdict.BAD;
    }
}
