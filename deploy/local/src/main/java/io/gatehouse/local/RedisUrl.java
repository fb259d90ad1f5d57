package io.gatehouse.local;

/** A Redis as people write it down: {@code redis://user:password@host:port}, or {@code rediss://...} for TLS. */
record RedisUrl(String value, Address address) {

    private static final int DEFAULT_PORT = 6379;

    static RedisUrl parse(String url) {
        var uri = ServerUri.parse(url)
                .filter(parsed -> "redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme()))
                .orElseThrow(() -> new LauncherException(
                        "GATEHOUSE_REDIS_URL reads redis://host:port or rediss://user:password@host:port"));
        return new RedisUrl(url, new Address(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
    }

    @Override
    public String toString() {
        return value.replaceFirst("//[^@/]*@", "//");
    }
}
