package io.gatehouse.gateway.docs;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the documentation page, read once. */
@Singleton
class Assets {

    private final Map<String, Page> byName = Map.of(
            "index.html", load("index.html", "text/html; charset=utf-8"),
            "style.css", load("style.css", "text/css; charset=utf-8"),
            "docs.js", load("docs.js", "text/javascript; charset=utf-8"));

    Page get(String name) {
        var page = byName.get(name);
        if (page == null) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
        return page;
    }

    private static Page load(String name, String contentType) {
        try (var in = Assets.class.getResourceAsStream("/docs/" + name)) {
            return new Page(contentType, Buffer.buffer(in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
