package io.gatehouse.gateway.http2;

import io.gatehouse.gateway.connection.UnreadShare;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the codec of one connection. It sees how many bytes come, looks at streams that do not get on, and closes the
 * connection of a client that was told to go away for good.
 */
final class ConnectionWatch extends ChannelDuplexHandler {

    // For the reason to reach a client that reads; from one that does not nothing is waited for.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Http2ConnectionHandler handler;
    private final Duration stallTimeout;
    private final FrameBudget budget;
    private final UnreadStreams unread;
    private final StalledStreams stalled;
    private final StreamResets resets;
    private final RequestStreams requests;
    private ChannelHandlerContext context;
    private Future<?> sweeps;
    private boolean asked;
    private boolean over;

    /** @param share where what clients have not read is counted */
    ConnectionWatch(Http2ConnectionHandler handler, Http2Config config, UnreadShare share, StreamResets resets) {
        this.handler = handler;
        this.stallTimeout = config.stallTimeout();
        this.budget = new FrameBudget(config.maxControlFrames());
        this.unread = new UnreadStreams(handler, share, this::giveWay);
        this.stalled = new StalledStreams(handler, unread);
        this.resets = resets;
        this.requests = new RequestStreams(handler.connection());
    }

    /** Told when the client's first settings have come, before which nothing else may. */
    void begin(RequestRules rules) {
        FrameWatch.limitHeaderTable(handler);
        var decoder = handler.decoder();
        decoder.frameListener(new FrameWatch(decoder.frameListener(), handler, budget, unread, rules, requests));
    }

    /** The connection is at an end for a fault of the client: what still comes is not looked at. */
    void end() {
        if (!over) {
            over = true;
            // From here, beneath the codec: it would wait for streams that go on.
            var _ = context.executor().schedule(this::leave, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void leave() {
        var _ = context.close();
    }

    Http2Stream stream(int id) {
        return handler.connection().stream(id);
    }

    UnreadStreams unread() {
        return unread;
    }

    RequestStreams requests() {
        return requests;
    }

    /** Whether the client may send more on a stream, whose window and the connection's are open. */
    boolean maySend(int id) {
        var connection = handler.connection();
        var flow = handler.decoder().flowController();
        var stream = connection.stream(id);
        return stream != null && flow.windowSize(stream) > 0 && flow.windowSize(connection.connectionStream()) > 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        long period = stallTimeout.toMillis();
        sweeps = added.executor().scheduleAtFixedRate(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        sweeps.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (over || !isWithinBudget(message)) {
            ReferenceCountUtil.release(message);
        } else {
            from.fireChannelRead(message);
        }
    }

    // The codec has handed over by now what windows allow.
    @Override
    public void flush(ChannelHandlerContext flushing) {
        flushing.flush();
        unread.flushed();
    }

    private boolean isWithinBudget(Object message) {
        try {
            budget.received(((ByteBuf) message).readableBytes());
            return true;
        } catch (Http2Exception exceeded) {
            fail(exceeded);
            return false;
        }
    }

    private void sweep() {
        try {
            checkSilence();
            for (int id : stalled.sweep()) {
                resets.stalled();
                reset(id, Http2Error.CANCEL);
            }
        } catch (Http2Exception failure) {
            fail(failure);
        }
    }

    private void giveWay(Http2Stream stream) {
        resets.gaveWay();
        reset(stream.id(), Http2Error.ENHANCE_YOUR_CALM);
    }

    private void reset(int id, Http2Error error) {
        var codec = codec();
        var _ = handler.resetStream(codec, id, error.code(), codec.newPromise());
        codec.flush();
    }

    // Only a frame that has ended lets the client answer. Others
    // that are not told, for streams that are closed, do too.
    private void checkSilence() throws Http2Exception {
        boolean unanswered = asked;
        asked = budget.isSilent();
        if (asked && unanswered) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "a frame does not end");
        }
        if (asked) {
            var codec = codec();
            var _ = handler.encoder().writePing(codec, false, System.nanoTime(), codec.newPromise());
            codec.flush();
        }
    }

    private ChannelHandlerContext codec() {
        return context.pipeline().context(handler);
    }

    private void fail(Http2Exception failure) {
        var codec = codec();
        handler.onError(codec, false, failure);
        codec.flush();
        end();
    }
}
