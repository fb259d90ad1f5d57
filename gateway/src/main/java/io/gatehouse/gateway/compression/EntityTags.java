package io.gatehouse.gateway.compression;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Entity tags of compressed representations. A strong tag stands for exact bytes, so another coding needs another tag (RFC 9110
 * section 8.8.3.3); made weak it could not be used with {@code If-Match} any more. So the coding is marked within it.
 */
final class EntityTags {

    private EntityTags() {}

    /** Gives the tag of a response the coding's mark. A weak one may stand for all codings. */
    static void mark(MultiMap response, Coding coding) {
        var tag = response.get(HttpHeaders.ETAG);
        if (isStrong(tag)) {
            response.set(HttpHeaders.ETAG, marked(tag, coding));
        }
    }

    /** Gives the tag of a 304 the form in which the client asked for it. */
    static void repeat(MultiMap response, String asked, Coding preferred) {
        var tag = response.get(HttpHeaders.ETAG);
        if (!isStrong(tag) || asked == null || (preferred == Coding.IDENTITY && asked.contains(tag))) {
            return;
        }
        for (var coding : new Coding[] {preferred, Coding.GZIP, Coding.BROTLI}) {
            var marked = marked(tag, coding);
            if (asked.contains(marked)) {
                response.set(HttpHeaders.ETAG, marked);
                return;
            }
        }
    }

    /** Makes the tags in a request those that the service knows. A range of a compressed body is none of its own, and not concerned. */
    static void unmark(MultiMap request) {
        unmark(request, HttpHeaders.IF_NONE_MATCH);
        unmark(request, HttpHeaders.IF_MATCH);
    }

    private static void unmark(MultiMap request, CharSequence field) {
        if (request.contains(field)) {
            var tags = String.join(", ", request.getAll(field));
            request.set(field, tags.replace(mark(Coding.GZIP), "\"").replace(mark(Coding.BROTLI), "\""));
        }
    }

    private static boolean isStrong(String tag) {
        return tag != null && tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
    }

    private static String marked(String tag, Coding coding) {
        return tag.substring(0, tag.length() - 1) + mark(coding);
    }

    private static String mark(Coding coding) {
        return "~" + coding.wire + "\"";
    }
}
