package io.gatehouse.gateway.http2;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;

/** Finds responses that wait for a client which takes next to nothing of them: a window that never opens, or by the byte. */
final class StalledStreams {

    private static final long LEAST_PROGRESS = 1 << 10;

    private final Http2Connection connection;
    private final Http2RemoteFlowController flow;
    private final UnreadStreams unread;
    private final Http2Connection.PropertyKey key;

    private static final class Mark {
        private long sent;
    }

    StalledStreams(Http2ConnectionHandler handler, UnreadStreams unread) {
        this.connection = handler.connection();
        this.flow = handler.encoder().flowController();
        this.unread = unread;
        this.key = connection.newKey();
    }

    /** Those that waited the last time already, and have not got on since. */
    List<Integer> sweep() throws Http2Exception {
        var found = new ArrayList<Integer>(0);
        connection.forEachActiveStream(stream -> {
            if (isStalled(stream)) {
                found.add(stream.id());
            }
            return true;
        });
        return found;
    }

    private boolean isStalled(Http2Stream stream) {
        Mark mark = stream.getProperty(key);
        if (!flow.hasFlowControlled(stream)) {
            stream.removeProperty(key);
            return false;
        }
        long sent = unread.sent(stream);
        if (mark == null) {
            mark = new Mark();
            stream.setProperty(key, mark);
            mark.sent = sent;
            return false;
        }
        long progress = sent - mark.sent;
        mark.sent = sent;
        return progress < LEAST_PROGRESS;
    }
}
