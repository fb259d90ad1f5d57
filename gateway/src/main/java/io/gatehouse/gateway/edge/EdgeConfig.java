package io.gatehouse.gateway.edge;

import io.gatehouse.kit.configuration.ListeningPort;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The public port and what it accepts. */
@ConfigMapping(prefix = "gatehouse.edge")
interface EdgeConfig {

    /** The address that is listened on. */
    @WithDefault("0.0.0.0")
    String host();

    /** The public port; 0 takes a free one. */
    @WithDefault("8080")
    @WithConverter(ListeningPort.class)
    int port();

    /** The most bytes of all header fields together. */
    @WithDefault("16K")
    @WithConverter(PositiveSize.class)
    MemorySize maxHeaderSize();

    /** The most bytes of a request line. */
    @WithDefault("8K")
    @WithConverter(PositiveSize.class)
    MemorySize maxRequestLine();

    /** The most header fields of a request. */
    @WithDefault("100")
    @WithConverter(Positive.class)
    int maxHeaderFields();

    /** How long a client may take from the first byte of a request to the end of its header. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration headerTimeout();

    /** Over how long the pace of a request's body is measured; a longer pause within it ends the request. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration bodyTimeout();

    /** The least bytes of a body a second, while it is waited for; with less the request ends. */
    @WithDefault("240")
    MemorySize bodyRate();

    /** How long a connection may be silent between requests. */
    @WithDefault("75s")
    @WithConverter(PositiveDuration.class)
    Duration idleTimeout();

    /** How long a connection may be silent within a request of HTTP/1, both ways, whoever is to blame. */
    @WithDefault("5m")
    @WithConverter(PositiveDuration.class)
    Duration silenceTimeout();

    /** How long the rest of a body is still read after the response, so that the client gets to see the response. */
    @WithDefault("2s")
    @WithConverter(PositiveDuration.class)
    Duration lingerTimeout();

    /** How long requests in flight may take to finish when the gateway stops. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration drainTimeout();

    /** Networks (CIDR) of proxies whose request ids are believed, and what they say of clients. */
    Optional<List<String>> trustedProxies();

    /** In which field they say it; the other one is dropped. */
    @WithDefault("x-forwarded")
    ProxyHeader proxyHeader();

    /** How many event loops serve the port; without it as many as there are processors. */
    Optional<@WithConverter(Positive.class) Integer> eventLoops();
}
