package io.gatehouse.gateway.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/** Sees every frame of a connection before it takes effect: counts it, and checks what becomes a request. */
final class FrameWatch extends Http2FrameListenerDecorator {

    // Less than this no client needs to give back at once; more of it soon reaches the largest window there is.
    private static final int USEFUL_INCREMENT = 1 << 10;

    // What HTTP/2 begins with. A client may allow more, and pays nothing for the memory that it takes here.
    private static final long MAX_HEADER_TABLE = 4 << 10;

    private final Http2ConnectionHandler handler;
    private final FrameBudget budget;
    private final UnreadStreams unread;
    private final RequestRules rules;
    private final RequestStreams requests;

    FrameWatch(
            Http2FrameListener next,
            Http2ConnectionHandler handler,
            FrameBudget budget,
            UnreadStreams unread,
            RequestRules rules,
            RequestStreams requests) {
        super(next);
        this.handler = handler;
        this.budget = budget;
        this.unread = unread;
        this.rules = rules;
        this.requests = requests;
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last)
            throws Http2Exception {
        if (data.isReadable() || last) {
            budget.useful();
        } else {
            budget.control();
        }
        return super.onDataRead(context, id, data, padding, last);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last)
            throws Http2Exception {
        budget.useful();
        check(id, headers);
        super.onHeadersRead(context, id, headers, dependency, weight, exclusive, padding, last);
    }

    private void check(int id, Http2Headers headers) throws Http2Exception {
        var stream = handler.connection().stream(id);
        if (requests.isKnown(stream)) {
            checkTrailers(id, headers);
            return;
        }
        try {
            rules.check(headers);
            requests.add(stream);
        } catch (RuntimeException fault) {
            requests.add(stream, fault);
        }
    }

    private static void checkTrailers(int id, Http2Headers trailers) throws Http2Exception {
        try {
            RequestRules.checkTrailers(trailers);
        } catch (IllegalArgumentException fault) {
            throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, fault, "the trailers are not valid");
        }
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext context, int id, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        budget.control();
        super.onPriorityRead(context, id, dependency, weight, exclusive);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long error) throws Http2Exception {
        budget.control();
        super.onRstStreamRead(context, id, error);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        budget.control();
        limitHeaderTable(handler);
        super.onSettingsRead(context, settings);
    }

    /** Told when the client has said how much it can remember of response headers. */
    static void limitHeaderTable(Http2ConnectionHandler handler) {
        var table = handler.encoder().configuration().headersConfiguration();
        if (table.maxHeaderTableSize() > MAX_HEADER_TABLE) {
            try {
                table.maxHeaderTableSize(MAX_HEADER_TABLE);
            } catch (Http2Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        budget.control();
        super.onSettingsAckRead(context);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        budget.control();
        super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        budget.control();
        super.onPingAckRead(context, data);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastId, long error, ByteBuf data)
            throws Http2Exception {
        budget.control();
        super.onGoAwayRead(context, lastId, error, data);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int id, int increment) throws Http2Exception {
        if (increment < USEFUL_INCREMENT) {
            budget.control();
        } else {
            budget.useful();
        }
        unread.credited(id, increment);
        super.onWindowUpdateRead(context, id, increment);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int id, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        budget.control();
        super.onUnknownFrame(context, type, id, flags, payload);
    }
}
