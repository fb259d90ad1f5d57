package io.gatehouse.gateway.compression;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The media types whose bodies become smaller, and may wait until a part of them is compressed. */
final class MediaTypes {

    // Every event must leave at once, and gRPC compresses for itself.
    private static final Set<String> NEVER = Set.of("text/event-stream");
    private static final String GRPC = "application/grpc";

    private final Set<String> exact = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> syntaxes = new HashSet<>();

    MediaTypes(Set<String> patterns) {
        for (var pattern : patterns) {
            var name = pattern.strip().toLowerCase(Locale.ROOT);
            if (name.endsWith("/*")) {
                kinds.add(name.substring(0, name.length() - 1));
            } else if (name.startsWith("*+")) {
                syntaxes.add(name.substring(1));
            } else {
                exact.add(name);
            }
        }
    }

    boolean contains(String contentType) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return !NEVER.contains(type) && !type.startsWith(GRPC) && isListed(type);
    }

    private boolean isListed(String type) {
        int slash = type.indexOf('/');
        int plus = type.lastIndexOf('+');
        return exact.contains(type)
                || (slash > 0 && kinds.contains(type.substring(0, slash + 1)))
                || (plus > 0 && syntaxes.contains(type.substring(plus)));
    }
}
