package io.gatehouse.gateway.upstream;

import io.gatehouse.kit.client.TrustedCertificates;
import java.time.Duration;

/**
 * How an upstream's instances are spoken to. Numbers are for one instance and one replica of the gateway, whose event
 * loops share them equally.
 *
 * @param ca what vouches for the instances; null means the certificates that the JVM trusts
 * @param limit the most connections; with HTTP/2 each event loop needs a single one
 * @param streams the most connections besides those, for answers that go on for long
 * @param waiting the most requests that wait for a connection
 * @param maxWait how long one may wait for a connection
 * @param connectTimeout how long a new connection may take to open
 * @param keepAlive how long an unused one stays open; less than the instance's own, so that a request seldom meets a
 *     connection that is being closed
 * @param readTimeout how long an instance may pause within a response that is no stream
 */
public record ConnectionSettings(
        Protocol protocol,
        TrustedCertificates ca,
        int limit,
        int streams,
        int waiting,
        Duration maxWait,
        Duration connectTimeout,
        Duration keepAlive,
        Duration readTimeout) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public static final ConnectionSettings DEFAULTS = new ConnectionSettings(
            Protocol.HTTP1,
            null,
            128,
            4096,
            512,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            // Services close idle connections after 60 seconds or more.
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** The version of HTTP; {@code H2} is over TLS and {@code H2C} without it, known beforehand. */
    public enum Protocol {
        HTTP1,
        H2,
        H2C
    }

    public ConnectionSettings {
        if (limit < 1) {
            throw new IllegalArgumentException("connections must be at least 1");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("streams must be at least 1");
        }
        if (waiting < 0) {
            throw new IllegalArgumentException("waiting must be at least 0");
        }
        if (keepAlive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("keep_alive must be at least 1s");
        }
        if (readTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("read_timeout must be at least 1s");
        }
        if (maxWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("max_wait is at most 1h");
        }
        // Otherwise an instance that cannot be reached would look like one that is busy.
        if (connectTimeout.isZero() || connectTimeout.compareTo(maxWait) >= 0) {
            throw new IllegalArgumentException("connect_timeout must be above 0 and shorter than max_wait");
        }
    }

    /** The part of a number that one of so many event loops may use. */
    static int share(int number, int eventLoops) {
        return Math.ceilDiv(number, eventLoops);
    }
}
