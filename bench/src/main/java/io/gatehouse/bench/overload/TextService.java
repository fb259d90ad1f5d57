package io.gatehouse.bench.overload;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Random;

/** A service that answers at once with a long text: what passes it on compressed has most of the work. */
public final class TextService implements AutoCloseable {

    private static final int LENGTH = 64 << 10;
    private static final int WORDS = 2_000;

    private final Vertx vertx = Vertx.vertx();

    private TextService() {}

    public static TextService start(int port) {
        var service = new TextService();
        var text = text();
        service.vertx
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/plain")
                        .end(text))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return service;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    // Numbers of a few thousand, which come again as words do; the same ones each time.
    private static Buffer text() {
        var random = new Random(1);
        var text = Buffer.buffer(LENGTH + 10);
        while (text.length() < LENGTH) {
            text.appendString(Integer.toString(random.nextInt(WORDS) * WORDS)).appendString(" ");
        }
        return text;
    }
}
