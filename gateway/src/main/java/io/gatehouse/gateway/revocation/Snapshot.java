package io.gatehouse.gateway.revocation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.web.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads the list of auth-service, {@code GET /internal/v1/revocations}, page by page. */
@RegisterForReflection(targets = {Page.class, Revocation.class})
final class Snapshot {

    private static final String PATH = "/internal/v1/revocations";
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(3);
    private static final TypeReference<Page<Revocation>> PAGE = new TypeReference<>() {};

    /** Revocations may gain fields; those known are read. */
    private static final ObjectMapper JSON =
            Json.configure(new ObjectMapper()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Vertx vertx;
    private final ServiceClient authService;
    private final RevokedTokens revoked;

    Snapshot(Vertx vertx, ServiceClient authService, RevokedTokens revoked) {
        this.vertx = vertx;
        this.authService = authService;
        this.revoked = revoked;
    }

    /** Adds what it tells. Completes when the last page has been added. */
    Future<Void> read() {
        var done = Promise.<Void>promise();
        readPage(PATH, done);
        return done.future();
    }

    // Handlers and no chain of futures: there may be thousands of pages.
    private void readPage(String target, Promise<Void> done) {
        Future.fromCompletionStage(
                        authService.get(target, PAGE_TIMEOUT).subscribeAsCompletionStage(), vertx.getOrCreateContext())
                .compose(body -> vertx.executeBlocking(() -> add(body)))
                .onFailure(done::fail)
                .onSuccess(next -> {
                    if (next == null) {
                        done.complete();
                    } else {
                        readPage(PATH + "?cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8), done);
                    }
                });
    }

    private String add(Buffer body) {
        try {
            var page = JSON.readValue(body.getBytes(), PAGE);
            revoked.add(page.items());
            return page.nextCursor();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The list of revocations cannot be read", unreadable);
        }
    }
}
