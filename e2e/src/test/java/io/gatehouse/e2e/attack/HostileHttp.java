package io.gatehouse.e2e.attack;

import java.util.List;
import java.util.Map;

/** Paths, queries and fields that have been read in more ways than one, or not at all. */
final class HostileHttp {

    /** Segments of a path, as bytes. */
    static final List<String> SEGMENTS = List.of(
            "%00",
            "%",
            "%zz",
            "%2e%2e",
            "..",
            ".",
            "%2F",
            "a%2Fb",
            "a%5Cb",
            "a\\b",
            ";a=b",
            "x;a=b",
            "..;",
            "%c0%ae",
            "%ff",
            "%ED%A0%80",
            "%0d%0a",
            "%20",
            "+",
            "a:b",
            "~",
            "\u0080\u00ff",
            "*",
            "%252e",
            "x".repeat(3_000));

    /** Parts of a query. */
    static final List<String> QUERIES = List.of(
            "&", "=", "a", "a=b", "%", "%zz=%", "limit", "limit=1&limit=2", "cursor[]=1", "a=" + "b".repeat(3_000));

    /** Of bodies. */
    static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json;",
            "application/jsonx",
            "application/*",
            "*/*",
            "/",
            "json",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "APPLICATION/JSON",
            "application/problem+json");

    /** Values of fields, by their names. */
    static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry(
                    "Accept",
                    List.of("", "*", "text/html", "application/json;q=0", "application/*;q=x", ",,,", "a/b;c=\"")),
            Map.entry("Accept-Language", List.of("*", "xx-\u00ff", "en;q=2")),
            Map.entry("Accept-Encoding", List.of("gzip;q=0", "*;q=0", "identity;q=0", "x, deflate;q=9")),
            Map.entry("Content-Encoding", List.of("gzip", "br", "nonsense")),
            Map.entry("Cookie", List.of("a", "=;=", "__Host-gatehouse-refresh=x; __Host-gatehouse-access=y")),
            Map.entry("Origin", List.of("null", "https://attacker.example", "://")),
            Map.entry("Range", List.of("bytes=0-0", "bytes=-", "x")),
            Map.entry("Expect", List.of("nonsense")),
            Map.entry("X-Request-Id", List.of("", "x".repeat(500), "a b", "\u00e9")),
            Map.entry("X-Request-Deadline", List.of("x", "99999999999999999999")),
            Map.entry("X-Token-Delivery", List.of("cookie", "body", "")),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE", "TRACE")),
            Map.entry("Forwarded", List.of("for=\"_x\";proto=gopher", "for=[::1")),
            Map.entry("traceparent", List.of("00-0-0-0", "ff-" + "f".repeat(32) + "-" + "f".repeat(16) + "-ff")),
            Map.entry("tracestate", List.of("=,=", "a=" + "b".repeat(600))),
            Map.entry("baggage", List.of("%=%", "a=\u00ff")),
            Map.entry("If-Match", List.of("*", "\"0\"", "W/\"0\"", "0", "\"", "\"99999999999999999999\"", "\"-1\"")),
            Map.entry("If-None-Match", List.of("*", "\"x\"", "W/\"", ",")),
            Map.entry("If-Modified-Since", List.of("yesterday")),
            Map.entry("Idempotency-Key", List.of("", "a b", "\"quoted\"", "x".repeat(256), "\u00e9")),
            Map.entry(
                    "Authorization",
                    List.of(
                            "Bearer",
                            "Bearer a.b.c",
                            "Basic Og==",
                            "Basic !",
                            "Digest x",
                            "Bearer " + "x".repeat(3_000))));

    private HostileHttp() {}
}
