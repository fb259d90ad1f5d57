package io.gatehouse.gateway.stream;

import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.kit.identity.Identity;
import io.vertx.core.Context;
import java.util.function.Consumer;

/** One stream, from its admission to its end. Belongs to its event loop, but for what the sweep looks at. */
public final class OpenStream {

    final StreamKind kind;
    final String caller;
    final Identity identity;
    final long openedNanos = System.nanoTime();

    private final OpenStreams streams;
    private final Context context;
    private volatile Traffic traffic = Traffic.NONE;
    private Consumer<StreamEnd> ender = _ -> {};
    private Runnable afterwards = () -> {};
    private StreamEnd end;
    private boolean closed;

    // The sweep's own.
    private long movedBefore;
    private long activeNanos = openedNanos;

    OpenStream(OpenStreams streams, StreamKind kind, String caller, Identity identity, Context context) {
        this.streams = streams;
        this.kind = kind;
        this.caller = caller;
        this.identity = identity;
        this.context = context;
    }

    public StreamKind kind() {
        return kind;
    }

    /** Why the gateway ended it, or null. */
    public StreamEnd end() {
        return end;
    }

    /** What it moves beside bodies, and how it is ended from here. */
    public void begin(Traffic moved, Consumer<StreamEnd> ending) {
        traffic = moved;
        ender = ending;
    }

    /** Bytes beside those of the request's body. */
    public long bytesFromClient() {
        return traffic.fromClient();
    }

    /** Bytes beside those of the response's body. */
    public long bytesFromService() {
        return traffic.fromService();
    }

    /** Nothing more happens. */
    public void close() {
        if (!closed) {
            closed = true;
            streams.closed(this);
            afterwards.run();
        }
    }

    void onClose(Runnable action) {
        afterwards = action;
    }

    void end(StreamEnd why) {
        context.runOnContext(_ -> {
            if (!closed && end == null) {
                end = why;
                ender.accept(why);
            }
        });
    }

    /** For how long nothing has moved, as far as sweeps have seen. */
    long idleNanos(long now) {
        long bytes = traffic.all();
        if (bytes != movedBefore) {
            movedBefore = bytes;
            activeNanos = now;
        }
        return now - activeNanos;
    }
}
