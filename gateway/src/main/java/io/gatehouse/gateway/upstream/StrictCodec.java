package io.gatehouse.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.vertx.core.http.HttpClientOptions;
import java.util.List;

/** Writes requests to a service as usual, and reads its responses with {@link StrictResponseDecoder}. */
final class StrictCodec extends CombinedChannelDuplexHandler<StrictResponseDecoder, HttpRequestEncoder> {

    private static final String NAME = "codec";

    private StrictCodec(HttpClientOptions options) {
        var awaited = new AwaitedResponses();
        var limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(options.getMaxInitialLineLength())
                .setMaxHeaderSize(options.getMaxHeaderSize())
                .setMaxChunkSize(options.getMaxChunkSize());
        init(new StrictResponseDecoder(limits, awaited), new Encoder(awaited));
    }

    /** Puts it in the place of the usual one, before anything was sent. A connection of HTTP/2 has none. */
    static void install(Channel channel, HttpClientOptions options) {
        if (channel.pipeline().get(NAME) != null) {
            channel.pipeline().replace(NAME, NAME, new StrictCodec(options));
        }
    }

    private static final class Encoder extends HttpRequestEncoder {

        private final AwaitedResponses awaited;

        Encoder(AwaitedResponses awaited) {
            this.awaited = awaited;
        }

        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                awaited.sent(request);
            }
            super.encode(context, message, out);
        }
    }
}
