package io.gatehouse.gateway.http2;

import io.gatehouse.gateway.connection.Unread;
import io.gatehouse.gateway.connection.UnreadShare;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** What waits on the streams of one connection until their client gives room for it. */
final class UnreadStreams {

    private final Http2Connection connection;
    private final Http2RemoteFlowController flow;
    private final UnreadShare share;
    private final Consumer<Http2Stream> giveWay;
    private final Http2Connection.PropertyKey responses;
    private final Http2Connection.PropertyKey streams;

    /** @param giveWay resets a stream because others need its memory */
    UnreadStreams(Http2ConnectionHandler handler, UnreadShare share, Consumer<Http2Stream> giveWay) {
        this.connection = handler.connection();
        this.flow = handler.encoder().flowController();
        this.share = share;
        this.giveWay = giveWay;
        this.responses = connection.newKey();
        this.streams = connection.newKey();
    }

    /** The response on a stream whose request has come. */
    void begin(int id, HttpServerResponse response) {
        var stream = connection.stream(id);
        if (stream != null) {
            stream.setProperty(responses, response);
        }
    }

    /** The client takes so many bytes more. */
    void credited(int id, int bytes) {
        var stream = connection.stream(id);
        if (stream != null) {
            of(stream).credited += bytes;
        }
    }

    /** How many bytes have been sent on a stream. */
    long sent(Http2Stream stream) {
        Waiting waiting = stream.getProperty(streams);
        // What there was room for and is gone. A client that changes the room streams begin with changes that of each.
        return flow.initialWindowSize() + (waiting == null ? 0 : waiting.credited) - flow.windowSize(stream);
    }

    /** Looks for streams that have something to send, when all was sent that could be. */
    void flushed() {
        try {
            connection.forEachActiveStream(stream -> {
                if (flow.hasFlowControlled(stream)) {
                    of(stream).grew();
                }
                return true;
            });
        } catch (Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What its client has not read of a stream; null where it is closed. */
    Unread of(int id) {
        var stream = connection.stream(id);
        return stream == null ? null : of(stream);
    }

    private Waiting of(Http2Stream stream) {
        Waiting known = stream.getProperty(streams);
        if (known != null) {
            return known;
        }
        var waiting = new Waiting(stream);
        stream.setProperty(streams, waiting);
        return waiting;
    }

    private final class Waiting extends Unread {

        private final Http2Stream stream;
        private long credited;

        Waiting(Http2Stream stream) {
            super(share);
            this.stream = stream;
        }

        @Override
        protected long waiting() {
            HttpServerResponse response = stream.getProperty(responses);
            return response == null || !flow.hasFlowControlled(stream)
                    ? 0
                    : Math.max(0, response.bytesWritten() - taken());
        }

        @Override
        protected long taken() {
            return sent(stream);
        }

        @Override
        protected boolean isOver() {
            return stream.state() == Http2Stream.State.CLOSED
                    || !flow.channelHandlerContext().channel().isActive();
        }

        @Override
        protected void giveWay() {
            giveWay.accept(stream);
        }
    }
}
