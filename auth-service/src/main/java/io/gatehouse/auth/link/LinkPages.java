package io.gatehouse.auth.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the pages that links lead to, read once. */
@Singleton
class LinkPages {

    private static final String HTML = "text/html; charset=utf-8";

    private final Map<String, LinkPage> byName = Map.of(
            "verify", load("verify.html", HTML),
            "reset", load("reset.html", HTML),
            "invitation", load("invitation.html", HTML),
            "link.css", load("link.css", "text/css; charset=utf-8"),
            "link.js", load("link.js", "text/javascript; charset=utf-8"));

    record LinkPage(String contentType, String text) {}

    LinkPage get(String name) {
        var page = byName.get(name);
        if (page == null) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
        return page;
    }

    private static LinkPage load(String name, String contentType) {
        try (var in = LinkPages.class.getResourceAsStream("/pages/" + name)) {
            return new LinkPage(contentType, new String(in.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
