package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.gateway.upstream.CheckSettings;
import io.gatehouse.gateway.upstream.ConnectionSettings;
import io.gatehouse.gateway.upstream.ConnectionSettings.Protocol;
import io.gatehouse.gateway.upstream.EjectionSettings;
import io.gatehouse.gateway.upstream.InstanceSource;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamParserTest {

    @Test
    void everyKeyIsRead() {
        var target = parse("""
            urls: ["http://one:1", "http://two:2"], protocol: h2c, connections: 7, streams: 9, waiting: 8, max_wait: 3s,
            connect_timeout: 500ms, keep_alive: 20s, read_timeout: 90s, slow_start: 1m,
            ejection: {failures: 2, time: 1s, max_time: 10s, statuses: [500, 507]},
            check: {path: /ready, interval: 2s, timeout: 1s, failures: 4, successes: 5}\
            """);

        assertThat(target)
                .isEqualTo(new UpstreamTarget(
                        "things",
                        new InstanceSource.Listed(List.of(URI.create("http://one:1"), URI.create("http://two:2"))),
                        new ConnectionSettings(
                                Protocol.H2C,
                                null,
                                7,
                                9,
                                8,
                                Duration.ofSeconds(3),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(90)),
                        new EjectionSettings(
                                2,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                Set.of(500, 507)),
                        new CheckSettings("/ready", Duration.ofSeconds(2), Duration.ofSeconds(1), 4, 5)));
    }

    @Test
    void addressIsEnough() {
        var target = parse("url: http://one");

        assertThat(target)
                .isEqualTo(new UpstreamTarget(
                        "things",
                        new InstanceSource.Listed(List.of(URI.create("http://one"))),
                        ConnectionSettings.DEFAULTS,
                        EjectionSettings.DEFAULTS,
                        null));
    }

    @Test
    void nameInTheDnsIsEnough() {
        assertThat(parse("dns: {name: things, port: 8080}").source())
                .isEqualTo(new InstanceSource.Dns("things", InstanceSource.Dns.Type.A, 8080, false));
        assertThat(parse("dns: {name: _http._tcp.things, type: srv, scheme: https}")
                        .source())
                .isEqualTo(new InstanceSource.Dns("_http._tcp.things", InstanceSource.Dns.Type.SRV, null, true));
    }

    @Test
    void aNameBesideAnAddressTakesThePlaceOfItsHost() {
        assertThat(parse("url: https://things, instances: things-pods").source())
                .isEqualTo(new InstanceSource.Dns("things-pods", InstanceSource.Dns.Type.ADDRESS, 443, true));
        assertThat(parse("url: 'http://things:8080', instances: things-pods").source())
                .isEqualTo(new InstanceSource.Dns("things-pods", InstanceSource.Dns.Type.ADDRESS, 8080, false));
        assertThat(parse("url: http://things, instances: '${NOT_SET:}'").source())
                .isEqualTo(new InstanceSource.Listed(List.of(URI.create("http://things"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "connections: 1 | 'url' is missing in an upstream",
                "url: http://x, dns: {name: x, port: 1} | an upstream has one of url, urls and dns",
                "urls: [] | an upstream has at least one url, and all have the same scheme",
                "urls: [http://x, https://y] | an upstream has at least one url, and all have the same scheme",
                "urls: [http://x, http://x] | an upstream has each url once",
                "dns: {name: x} | a port is needed for A and AAAA records; SRV records bring it",
                "dns: {name: x, type: srv, port: 1} | a port is needed for A and AAAA records; SRV records bring it",
                "dns: {name: x, port: 70000} | a port is between 1 and 65535",
                "dns: {name: x..y, port: 1} | 'x..y' is no name in the DNS",
                "url: http://x, instances: x..y | 'x..y' is no name in the DNS",
                "url: [http://x, http://y], instances: x | 'instances' goes with a single url",
                "urls: [http://x], instances: x | 'instances' goes with 'url' alone",
                "dns: {name: x, port: 1}, instances: x | 'instances' goes with 'url' alone",
                "dns: {name: '', port: 1} | '' is no name in the DNS",
                "url: http://x:70000 | 'http://x:70000': is not of the form http://host:port",
                "url: http://x:0 | 'http://x:0': is not of the form http://host:port",
                "url: http://x, keep_alive: 999999999999d | keep_alive: '999999999999d' is longer than 366d",
                "url: http://x, max_wait: 30d | max_wait is at most 1h",
                "dns: {name: x, port: 1, scheme: ftp} | 'ftp' is none of [http, https]",
                "url: http://x, protocol: h2 | the protocol h2 needs https, and h2c http",
                "url: https://x, protocol: h2c | the protocol h2 needs https, and h2c http",
                "url: https://x, ca: /nowhere | there is no readable file '/nowhere'",
                "url: http://x, connections: 0 | connections must be at least 1",
                "url: http://x, connections: 2147483648 | connections: '2147483648' is not between -2147483648 and 2147483647",
                "url: http://x, connect_timeout: 2s | connect_timeout must be above 0 and shorter than max_wait",
                "url: http://x, keep_alive: 100ms | keep_alive must be at least 1s",
                "url: http://x, read_timeout: 999ms | read_timeout must be at least 1s",
                "url: http://x, ejection: {failures: 0} | failures must be at least 1",
                "url: http://x, ejection: {time: 1m, max_time: 1s} | time must be above 0 and at most max_time",
                "url: http://x, ejection: {statuses: [404]} | statuses are between 500 and 599",
                "url: http://x, check: {path: ready} | path must begin with a slash",
                "url: http://x, check: {path: /, timeout: 1m} | timeout must be above 0 and at most interval",
            })
    void mistakeIsTold(String keys, String sentence) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(keys))
                .withMessage("routes.yaml:2: " + sentence);
    }

    private static UpstreamTarget parse(String keys) {
        return RouteFile.parse("routes.yaml", """
            upstreams:
              things: {%s}
            routes: []
            """.formatted(keys), Map.<String, String>of()::get, 1)
                .upstreams()
                .get("things");
    }
}
