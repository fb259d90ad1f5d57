package io.gatehouse.gateway.compression;

import io.gatehouse.gateway.proxy.PassedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Compresses what is written to it and hands it on. Nothing stays behind longer than one turn of the event loop. */
final class CompressedBody extends PassedBody {

    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final OutputStream encoder;
    private boolean flushing;
    private boolean ended;

    CompressedBody(WriteStream<Buffer> next, Encoders encoders, Coding coding) {
        super(next);
        try {
            this.encoder = encoders.create(coding, made);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Future<Void> write(Buffer data) {
        encode(data);
        flushLater();
        return handOn();
    }

    @Override
    public Future<Void> end() {
        close();
        return next.end(taken());
    }

    @Override
    public Future<Void> end(Buffer data) {
        encode(data);
        return end();
    }

    /** Gives back the memory outside of the heap that the encoder has. */
    void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            encoder.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void encode(Buffer data) {
        try {
            encoder.write(data.getBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    // Once for all that has been read until then: each flush costs some of the compression.
    private void flushLater() {
        if (!flushing) {
            flushing = true;
            Vertx.currentContext().runOnContext(_ -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (ended) {
            return;
        }
        try {
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        handOn();
    }

    private Future<Void> handOn() {
        return made.size() == 0 ? Future.succeededFuture() : next.write(taken());
    }

    private Buffer taken() {
        var taken = Buffer.buffer(made.toByteArray());
        made.reset();
        return taken;
    }
}
