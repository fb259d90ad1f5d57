package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.connection.ClientConnections;
import io.gatehouse.gateway.connection.Unread;
import io.gatehouse.gateway.http2.Http2Requests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What is kept of a response until its client has read what was written before. It says so to who bounds that. */
final class ClientQueue {

    // What was read of a service's response before its connection was held back. That happens when more than five
    // pieces of 8 KB wait, and with them comes the rest of what is read at once: between 48 and 104 KB in all.
    private static final long OF_SERVICE = 80 << 10;

    private final HttpServerRequest request;
    private Unread unread;

    ClientQueue(HttpServerRequest request) {
        this.request = request;
    }

    /**
     * The rest of a service's response waits.
     *
     * @param left the bytes that it has; negative where that is not known
     */
    void keepOfService(long left) {
        find();
        if (unread != null) {
            unread.keepBehind(left < 0 ? OF_SERVICE : Math.min(left, OF_SERVICE));
        }
    }

    /** A part of this body waits, and all of it is kept. */
    void keep(Buffer body) {
        find();
        if (unread != null) {
            unread.keepWhole(body);
        }
    }

    /** Nothing waits any more but what was written. */
    void end() {
        if (unread != null) {
            unread.keepBehind(0);
            unread.keepWhole(null);
            unread = null;
        }
    }

    private void find() {
        if (unread == null) {
            unread = request.version() == HttpVersion.HTTP_2
                    ? Http2Requests.unread(request)
                    : ClientConnections.unread(request.connection());
        }
    }
}
