package io.gatehouse.gateway.cache;

/** What a service is asked for, as far as the gateway tells it: by which scheme and host the client came, path and query. */
public record ResourceKey(String upstream, String scheme, String host, String target) {

    /** The bytes of what clients choose of it, at most. */
    int weight() {
        return 2 * (host.length() + target.length());
    }
}
