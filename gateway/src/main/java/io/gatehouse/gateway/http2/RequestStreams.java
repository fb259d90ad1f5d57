package io.gatehouse.gateway.http2;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Stream;

/** The streams of one connection whose request has come, and what was wrong with it. */
final class RequestStreams {

    private static final Object FAULTLESS = new Object();

    private final Http2Connection.PropertyKey key;

    RequestStreams(Http2Connection connection) {
        this.key = connection.newKey();
    }

    /** Whether its request has come, so that more fields are trailers. Netty calls some first ones trailers as well. */
    boolean isKnown(Http2Stream stream) {
        return stream.getProperty(key) != null;
    }

    void add(Http2Stream stream) {
        stream.setProperty(key, FAULTLESS);
    }

    void add(Http2Stream stream, RuntimeException fault) {
        stream.setProperty(key, fault);
    }

    /** What is wrong with its request, or null. */
    RuntimeException fault(Http2Stream stream) {
        return stream.getProperty(key) instanceof RuntimeException fault ? fault : null;
    }
}
