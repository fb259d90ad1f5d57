package io.gatehouse.kit.client;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A successful answer whose body nobody has read yet. Whoever gets one reads it to its end or drops it. */
public final class OpenAnswer {

    /** For so long nothing more may come, or be asked for by whoever reads. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final AtomicReference<Throwable> brokenOff = new AtomicReference<>();

    OpenAnswer(HttpClientRequest request, HttpClientResponse response) {
        this.request = request;
        // From now on, for it may break off before anybody reads.
        this.response = response.exceptionHandler(brokenOff::set);
    }

    /** A field of its header; null without it. */
    public String header(String name) {
        return response.getHeader(name);
    }

    /** The body, as fast as it is taken. Fails where the other side breaks off or falls silent. */
    public Multi<byte[]> body() {
        return Multi.createFrom()
                .deferred(() -> brokenOff.get() == null
                        ? response.toMulti()
                        : Multi.createFrom().<Buffer>failure(brokenOff.get()))
                .ifNoItem()
                .after(SILENCE)
                .fail()
                .map(Buffer::getBytes);
    }

    /** Breaks the answer off; without effect where it has been read. */
    public void drop() {
        request.reset();
    }
}
