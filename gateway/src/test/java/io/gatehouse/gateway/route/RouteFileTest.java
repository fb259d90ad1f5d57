package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.InstanceSource;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileTest {

    private static final String WHOLE = """
            upstreams:
              things:
                url: ${THINGS_URL:http://localhost:9}
                connections: 7
            policies:
              slow:
                quota: 3
                window: 1m
                key: client
                redis_failure: closed
            routes:
              - id: thing
                match:
                  paths: ["/things/{id}", /more/**]
                  methods: [GET, PUT]
                  host: api.example.com
                upstream: things
                identity: required
                roles: [admin]
                scopes: [read]
                limits: [slow]
                timeout: 2500ms
                body_limit: 2M
                retries: {attempts: 1, on: [connect, 503], keyed: true}
            """;

    @Test
    void everyKeyIsRead() {
        var file = parse(WHOLE, Map.of("THINGS_URL", "http://things:1234"), 10);

        var slow = new Policy("slow", 30, Duration.ofMinutes(1), Policy.Key.CLIENT, Policy.WithoutRedis.CLOSED);
        assertThat(file.upstreams().get("things").source())
                .isEqualTo(new InstanceSource.Listed(List.of(URI.create("http://things:1234"))));
        assertThat(file.upstreams().get("things").connections().limit()).isEqualTo(7);
        assertThat(file.routes())
                .containsExactly(new Route(
                        "thing",
                        List.of("/things/{id}", "/more/**"),
                        Set.of("GET", "PUT"),
                        "api.example.com",
                        "things",
                        IdentityRule.REQUIRED,
                        Set.of("admin"),
                        Set.of("read"),
                        List.of(slow),
                        Duration.ofMillis(2500),
                        2 << 20,
                        new RetryPolicy(1, Set.of(Reason.CONNECT, Reason.UNAVAILABLE), true)));
    }

    @Test
    void variableHasDefault() {
        assertThat(parse(WHOLE, Map.of(), 1).upstreams().get("things").source())
                .isEqualTo(new InstanceSource.Listed(List.of(URI.create("http://localhost:9"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections: 7 | conections: 7 | routes.yaml:4: unknown key 'conections' in an upstream; known are [url, urls, dns, protocol, ca, connections, waiting, max_wait, connect_timeout, keep_alive, ejection, slow_start, check]",
                "identity: required | identity: perhaps | routes.yaml:18: 'perhaps' is none of [none, optional, required]",
                "identity: required | identity: none | routes.yaml:12: roles and scopes need 'identity: required'",
                "upstream: things | upstream: thing | routes.yaml:17: there is no upstream 'thing'",
                "limits: [slow] | limits: [fast] | routes.yaml:21: there is no policy 'fast'",
                "limits: [slow] | limits: [slow, slow] | routes.yaml:21: the policy 'slow' stands here twice",
                "timeout: 2500ms | timeout: soon | routes.yaml:22: 'soon': begins with no whole number",
                "timeout: 2500ms | timeout: 0s | routes.yaml:22: a timeout is above zero and at most 1h",
                "body_limit: 2M | body_limit: 2X | routes.yaml:23: '2X': is no size, such as 500, 64K, 10M, 5G",
                "quota: 3 | quota: 0 | routes.yaml:7: quota must be at least 1",
                "quota: 3 | quota: many | routes.yaml:7: 'many': is no whole number",
                "window: 1m | window: 10ms | routes.yaml:7: window must be between 1s and 31d",
                "methods: [GET, PUT] | methods: [get] | routes.yaml:15: methods are some of [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]",
                "/more/** | more/** | routes.yaml:14: 'more/**' is no path, such as /v1/things, /v1/things/{id}, /v1/things/**",
                "/more/** | /more/../x | routes.yaml:14: '/more/../x' is no path, such as /v1/things, /v1/things/{id}, /v1/things/**",
                "id: thing | id: Thing | routes.yaml:12: 'Thing' is no name: small letters, digits and hyphens",
                "url: ${THINGS_URL:http://localhost:9} | url: ${NOWHERE} | routes.yaml:3: the variable NOWHERE is not set and has no default",
                "url: ${THINGS_URL:http://localhost:9} | url: ftp://x | routes.yaml:3: 'ftp://x': is not of the form http://host:port",
                "url: ${THINGS_URL:http://localhost:9} | url: http://x/path | routes.yaml:3: 'http://x/path': is not of the form http://host:port",
                "on: [connect, 503] | on: [500] | routes.yaml:24: '500' is none of [connect, reset, 502, 503, 504]",
                "attempts: 1 | attempts: 6 | routes.yaml:24: attempts are between 0 and 5",
                "keyed: true | keyed: perhaps | routes.yaml:24: 'perhaps' is neither true nor false",
                "  things: | gateway: | routes.yaml:3: the upstream name 'gateway' is kept for the gateway's own pages"
            })
    void mistakeIsToldWithItsLine(String right, String wrong, String sentence) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(
                        WHOLE.replaceFirst(
                                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong)),
                        Map.of(),
                        1))
                .withMessage(sentence);
    }

    @Test
    void missingKeyIsTold() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replace("    identity: required\n", ""), Map.of(), 1))
                .withMessage("routes.yaml:12: 'identity' is missing in a route");
    }

    @Test
    void keyThatStandsTwiceIsTold() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replace("connections: 7", "url: http://x"), Map.of(), 1))
                .withMessage("routes.yaml:4: key 'url' stands here twice");
    }

    @Test
    void twoRoutesToTheSameRequestsAreTold() {
        var second = WHOLE.substring(WHOLE.indexOf("  - id: thing")).replace("id: thing", "id: other");

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE + second, Map.of(), 1))
                .withMessage("routes.yaml:12: routes 'thing' and 'other' claim the same requests to /things/{id}");
    }

    @Test
    void brokenYamlIsTold() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse("upstreams: [\n", Map.of(), 1))
                .withMessageStartingWith("routes.yaml:2: is no YAML: ");
    }

    @Test
    void emptyFileIsTold() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse("# nothing\n", Map.of(), 1))
                .withMessage("routes.yaml:1: the file is empty");
    }

    private static RouteFile parse(String text, Map<String, String> variables, long multiplier) {
        return RouteFile.parse("routes.yaml", text, variables::get, multiplier);
    }
}
