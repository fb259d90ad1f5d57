package io.gatehouse.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Reads the responses of a service as one that may err, or may have been led to. The usual decoder takes what follows a
 * response for the next one, which on a connection with another request is another caller's; it believes one of two lengths,
 * and hands on interim responses as if they were the last.
 */
final class StrictResponseDecoder extends HttpResponseDecoder {

    // A service that goes on saying so says nothing.
    private static final int MOST_INTERIM = 16;

    private final AwaitedResponses awaited;
    private HttpResponse response;
    private int interim;

    StrictResponseDecoder(HttpDecoderConfig limits, AwaitedResponses awaited) {
        super(limits);
        this.awaited = awaited;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (awaited.isNone()) {
            // Nobody has asked, and whoever asks next must not get it for an answer.
            bytes.skipBytes(bytes.readableBytes());
            var _ = context.close();
            return;
        }
        int before = out.size();
        super.decode(context, bytes, out);
        if (out.size() > before) {
            follow(bytes, out, before);
        }
    }

    // The usual decoder takes the first word of a line without a colon for a name.
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        int colon = start + length;
        while (colon < line.length && (line[colon] == ' ' || line[colon] == '\t')) {
            colon++;
        }
        if (colon == line.length || line[colon] != ':') {
            throw new IllegalArgumentException("a field has no colon");
        }
        return super.splitHeaderName(line, start, length);
    }

    // Asked at the end of every header, while its fields still stand as
    // they came; what is thrown here makes the response an invalid one.
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        ResponseRules.check((HttpResponse) message);
        checkInterim(((HttpResponse) message).status());
        return super.isContentAlwaysEmpty(message) || (awaited.isOfHead() && !isInterim(message));
    }

    private void checkInterim(HttpResponseStatus status) {
        if (HttpResponseStatus.SWITCHING_PROTOCOLS.equals(status)) {
            if (!awaited.mayUpgrade()) {
                throw new IllegalArgumentException("nobody asked for another protocol");
            }
        } else if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim++;
            if (interim > MOST_INTERIM) {
                throw new IllegalArgumentException("too many interim responses");
            }
        }
    }

    private void follow(ByteBuf bytes, List<Object> out, int before) {
        if (out.get(before) instanceof HttpResponse begun) {
            response = begun;
        }
        if (response != null && isInterim(response) && response.decoderResult().isSuccess()) {
            passInterim(out, before);
        } else if (out.getLast() instanceof LastHttpContent) {
            end(bytes);
        }
    }

    // Only one of them is awaited by anybody; those that are not known would be taken for the response itself.
    private void passInterim(List<Object> out, int before) {
        if (!HttpResponseStatus.CONTINUE.equals(response.status())) {
            while (out.size() > before) {
                out.removeLast();
            }
        }
        response = null;
    }

    private void end(ByteBuf bytes) {
        if (HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            return;
        }
        if (bytes.isReadable()) {
            // The response is whole, but it is not known what this is: the connection carries nothing else.
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            bytes.skipBytes(bytes.readableBytes());
        }
        response = null;
        interim = 0;
        awaited.answered();
    }

    private static boolean isInterim(HttpMessage message) {
        var status = ((HttpResponse) message).status();
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(status);
    }
}
