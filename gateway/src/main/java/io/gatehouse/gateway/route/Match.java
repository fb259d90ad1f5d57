package io.gatehouse.gateway.route;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;

/**
 * The requests a route is for.
 *
 * @param paths exact paths, templates with {@code {name}} segments, or prefixes that end in {@code /**}
 * @param methods the methods allowed; where GET is, HEAD is too
 * @param hosts names in small letters, or {@code *.name} for all below a name; empty means any
 * @param headers all of them must hold
 */
public record Match(List<String> paths, Set<String> methods, List<String> hosts, List<HeaderCondition> headers) {

    /** The methods there are for routes. */
    public static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    boolean accepts(String method) {
        return methods.contains(method);
    }

    boolean holds(MultiMap received) {
        for (var header : headers) {
            if (!header.holds(received)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some request could be for both, and neither asks for more of its header fields. */
    boolean claimsSameAs(Match other) {
        return headers.size() == other.headers.size()
                && exactHeaders() == other.exactHeaders()
                && methods.stream().anyMatch(other.methods::contains)
                && headers.stream().noneMatch(header -> other.headers.stream().anyMatch(header::excludes));
    }

    long exactHeaders() {
        return headers.stream().filter(HeaderCondition::isExact).count();
    }
}
