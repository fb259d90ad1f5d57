package io.gatehouse.gateway.upstream;

import java.net.URI;

/**
 * A service as the routes file names it.
 *
 * @param url scheme, host and port; paths are forwarded unchanged, so it has none
 * @param connections the most connections that are open to it at once
 */
public record UpstreamTarget(String name, URI url, int connections) {

    public UpstreamTarget {
        if (!isHttp(url) || hasMore(url)) {
            throw new IllegalArgumentException("is not of the form http://host:port");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1");
        }
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }

    private static boolean hasMore(URI url) {
        var path = url.getRawPath();
        boolean hasPath = path != null && !path.isEmpty() && !"/".equals(path);
        return hasPath || url.getRawQuery() != null || url.getRawUserInfo() != null;
    }

    boolean tls() {
        return "https".equals(url.getScheme());
    }

    int port() {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return tls() ? 443 : 80;
    }
}
