package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.gateway.cache.CacheRule;
import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.overload.Priority;
import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.route.Destination.Share;
import io.gatehouse.gateway.upstream.InstanceSource;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileTest {

    private static final String WHOLE = """
        upstreams:
          things:
            url: ${THINGS_URL:http://localhost:9}
            connections: 7
          next: {url: "http://localhost:8"}
        policies:
          slow:
            quota: 3
            window: 1m
            key: client
            redis_failure: closed
        routes:
          - id: thing
            match:
              paths: ["/things/{id}", "/more/{id}/**"]
              methods: [GET, PATCH]
              host: [api.example.com, "*.Example.org"]
              headers: {X-Canary: "*", X-Team: red}
            upstreams: [{name: things, weight: 95}, {name: next, weight: 5}]
            rewrite: /inner/{id}/**
            mirror: {upstream: next, percent: 10}
            identity: required
            roles: [admin]
            scopes: [read]
            limits: [slow]
            cors:
              origins: [https://app.example.com]
              methods: [GET]
              headers: [Authorization]
              expose_headers: [ETag]
              max_age: 1h
              credentials: true
            timeout: 2500ms
            body_limit: 1M
            retries: {attempts: 1, on: [connect, 503], keyed: true}
            cache: {max_age: 5m, max_size: 64K}
            compress: true
            embeddable: true
            priority: low
            streams: [websocket, sse]
            idempotency: {keep: 12h, required: true}
        """;

    @Test
    void everyKeyIsRead() {
        var file = parse(WHOLE, Map.of("THINGS_URL", "http://things:1234"), 10);

        var slow = file.policies().get("slow");
        var match = new Match(
                List.of("/things/{id}", "/more/{id}/**"),
                Set.of("GET", "HEAD", "PATCH"),
                List.of("api.example.com", "*.example.org"),
                List.of(new HeaderCondition("x-canary", null), new HeaderCondition("x-team", "red")));
        var cors = new CorsRules(
                Set.of("https://app.example.com"),
                List.of("GET", "HEAD"),
                List.of("Authorization"),
                List.of("ETag"),
                Duration.ofHours(1),
                true);
        assertThat(file.upstreams().get("things").source())
                .isEqualTo(new InstanceSource.Listed(List.of(URI.create("http://things:1234"))));
        assertThat(file.upstreams().get("things").connections().limit()).isEqualTo(7);
        assertThat(file.routes())
                .containsExactly(new Route(
                        "thing",
                        match,
                        new Destination(List.of(new Share("things", 95), new Share("next", 5))),
                        new Access(IdentityRule.REQUIRED, Set.of("admin"), Set.of("read")),
                        List.of(new Limit(slow, 1)),
                        Priority.LOW,
                        new IdempotencyRule(Duration.ofHours(12), true),
                        cors,
                        new Delivery(
                                "/inner/{id}/**",
                                new MirrorRule("next", 10),
                                Duration.ofMillis(2500),
                                1 << 20,
                                new RetryPolicy(1, Set.of(Reason.CONNECT, Reason.UNAVAILABLE), true),
                                Set.of(StreamKind.WEBSOCKET, StreamKind.SSE)),
                        new Responses(new CacheRule(Duration.ofMinutes(5), 64 << 10), true, true)));
    }

    @Test
    void variableHasDefault() {
        assertThat(parse(WHOLE, Map.of(), 1).upstreams().get("things").source())
                .isEqualTo(new InstanceSource.Listed(List.of(URI.create("http://localhost:9"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "connections: 7 ! conections: 7 ! 4: unknown key 'conections' in an upstream; known are [url, urls,"
                        + " dns, instances, protocol, ca, connections, streams, waiting, max_wait, connect_timeout, keep_alive, read_timeout, ejection,"
                        + " slow_start, check]",
                "identity: required ! identity: perhaps ! 22: 'perhaps' is none of [none, optional, required]",
                "identity: required ! identity: none ! 13: roles and scopes need 'identity: required'",
                "{name: things, weight: 95} ! {name: thing, weight: 95} ! 19: there is no upstream 'thing'; there are [things, next]",
                "{name: things, weight: 95} ! {name: next, weight: 95} ! 19: an upstream stands here twice",
                "{name: things, weight: 95} ! {name: things} ! 19: 'weight' is missing in a weighted upstream",
                "weight: 95 ! weight: 1001 ! 19: weight is between 0 and 1000",
                "weight: 95 ! weight: 99999999999 ! 19: weight: '99999999999' is not between -2147483648 and 2147483647",
                "upstreams: [{name: things, weight: 95}, {name: next, weight: 5}] ! upstreams: [{name: next, weight:"
                        + " 0}] ! 19: one of the weights must be above 0",
                "upstreams: [{name: things, weight: 95}, {name: next, weight: 5}] ! upstream: thing ! 19: there is no"
                        + " upstream 'thing'; there are [things, next]",
                "rewrite: /inner/{id}/** ! upstream: things\\n"
                        + "    rewrite: /inner/{id}/** ! 20: a route has either 'upstream' or 'upstreams'",
                "rewrite: /inner/{id}/** ! rewrite: /inner/{id} ! 20: it loses what stands below '/more/{id}/**'; end"
                        + " it with /**",
                "rewrite: /inner/{id}/** ! rewrite: /inner/{name}/** ! 20: '/things/{id}' has no {name}",
                "rewrite: /inner/{id}/** ! rewrite: /inner/../{id}/** ! 20: '/inner/../{id}/**' is no path, such as"
                        + " /v1/things, /v1/things/{id}, /v1/things/**",
                "rewrite: /inner/{id}/** ! rewrite: //other/** ! 20: '//other/**' is no path, such as /v1/things,"
                        + " /v1/things/{id}, /v1/things/**",
                "rewrite: /inner/{id}/** ! rewrite: http://other/** ! 20: 'http://other/**' is no path, such as"
                        + " /v1/things, /v1/things/{id}, /v1/things/**",
                "upstream: next, percent: 10 ! upstream: nowhere, percent: 10 ! 21: there is no upstream 'nowhere'; there are [things, next]",
                "percent: 10 ! percent: 0 ! 21: percent is between 1 and 100",
                "limits: [slow] ! limits: [fast] ! 25: there is no policy 'fast'; there are [slow]",
                "limits: [slow] ! limits: [slow, slow] ! 25: the policy 'slow' stands here twice",
                "origins: [https://app.example.com] ! origins: ['*'] ! 27: credentials need exact origins: '*' would"
                        + " let every page act for people",
                "origins: [https://app.example.com] ! origins: [https://app.example.com/] ! 27:"
                        + " 'https://app.example.com/' is no origin, such as https://app.example.com",
                "origins: [https://app.example.com] ! origins: ['null'] ! 27: 'null' is no origin, such as"
                        + " https://app.example.com",
                "methods: [GET]\\n ! methods: [DELETE]\\n ! 28: the route itself does not have all of these methods",
                "headers: [Authorization] ! headers: ['*'] ! 27: '*' is no header field",
                "max_age: 1h ! max_age: 2d ! 27: max_age is at most 1d",
                "credentials: true ! credentials: maybe ! 32: 'maybe' is neither true nor false",
                "timeout: 2500ms ! timeout: soon ! 33: timeout: 'soon' is no time, such as 500ms, 10s, 1m, 1h, 1d",
                "timeout: 2500ms ! timeout: -1s ! 33: timeout: '-1s' is no time, such as 500ms, 10s, 1m, 1h, 1d",
                "body_limit: 1M ! body_limit: lots ! 34: body_limit: 'lots' is no size, such as 500, 64K, 10M, 5G",
                "url: ${THINGS_URL:http://localhost:9} ! url: 127.0.0.1:9/base ! 3: '127.0.0.1:9/base': is not of the form"
                        + " http://host:port",
                "timeout: 2500ms ! timeout: 0s ! 33: a timeout is above zero and at most 1h",
                "body_limit: 1M ! body_limit: 2X ! 34: body_limit: '2X' is no size, such as 500, 64K, 10M, 5G",
                "max_size: 64K ! max_size: 17M ! 36: a cache's max_size is above zero and at most 16M",
                "max_age: 5m, max_size ! max_age: 0s, max_size ! 36: a cache's max_age is above zero and at most 365d",
                "max_size: 64K ! size: 64K ! 36: unknown key 'size' in a route's cache; known are [max_age, max_size]",
                "compress: true ! compress: br ! 37: 'br' is neither true nor false",
                "body_limit: 1M ! body_limit: 99999999999G ! 34: body_limit: '99999999999G' is too large",
                "timeout: 2500ms ! timeout: 999999999999d ! 33: timeout: '999999999999d' is longer than 366d",
                "quota: 3 ! quota: 0 ! 8: quota must be at least 1",
                "quota: 3 ! quota: many ! 8: quota: 'many' is no whole number",
                "window: 1m ! window: 10ms ! 9: window must be between 1s and 31d",
                "methods: [GET, PATCH] ! methods: [get, GET, GETT] ! 16: methods are some of [DELETE, GET, HEAD, OPTIONS,"
                        + " PATCH, POST, PUT], and not [GETT, get]",
                "*.Example.org ! *Example.org ! 17: '*Example.org' is no host, such as api.example.com or"
                        + " *.example.com",
                "*.Example.org ! a.*.org ! 17: 'a.*.org' is no host, such as api.example.com or *.example.com",
                "X-Team: red ! X Team: red ! 18: 'X Team' is no header field that can be matched",
                "X-Team: red ! Host: red ! 18: 'Host' is no header field that can be matched",
                "/more/{id}/** ! more/** ! 15: 'more/**' is no path, such as /v1/things, /v1/things/{id},"
                        + " /v1/things/**",
                "/more/{id}/** ! /more/.. ! 15: '/more/..' is no path, such as /v1/things, /v1/things/{id},"
                        + " /v1/things/**",
                "id: thing ! id: Thing ! 13: 'Thing' is no name: small letters, digits and hyphens",
                "url: ${THINGS_URL:http://localhost:9} ! url: ${NOWHERE} ! 3: the variable NOWHERE is not set and has"
                        + " no default",
                "url: ${THINGS_URL:http://localhost:9} ! url: ftp://x ! 3: 'ftp://x': is not of the form"
                        + " http://host:port",
                "url: ${THINGS_URL:http://localhost:9} ! url: http://x/path ! 3: 'http://x/path': is not of the form"
                        + " http://host:port",
                "on: [connect, 503] ! on: [500] ! 35: '500' is none of [connect, reset, 502, 503, 504]",
                "attempts: 1 ! attempts: 6 ! 35: attempts are between 0 and 5",
                "attempts: 1 ! attempts: 2147483648 ! 35: attempts: '2147483648' is not between -2147483648 and 2147483647",
                "priority: low ! priority: urgent ! 39: 'urgent' is none of [high, normal, low]",
                "keyed: true ! keyed: perhaps ! 35: 'perhaps' is neither true nor false",
                "streams: [websocket, sse] ! streams: [websockets] ! 40: 'websockets' is none of [websocket, sse, grpc]",
                "streams: [websocket, sse] ! streams: [grpc] ! 13: grpc needs upstreams with 'protocol: h2c' or 'h2'",
                "keep: 12h ! keep: 30s ! 41: keep is between 1m and 7d",
                "keep: 12h ! keeps: 12h ! 41: unknown key 'keeps' in a route's idempotency; known are [keep, required]",
                "methods: [GET, PATCH] ! methods: [GET, PUT] ! 13: idempotency is for POST and PATCH, of which the route has none",
                "body_limit: 1M ! body_limit: 2M ! 13: idempotency is for services, and for bodies of at most 1M",
                "  things: ! gateway: ! 3: the upstream name 'gateway' is kept for the gateway's own pages"
            })
    void mistakeIsToldWithItsLine(String right, String wrong, String sentence) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(
                        WHOLE.replaceFirst(
                                Pattern.quote(right.translateEscapes()),
                                Matcher.quoteReplacement(wrong.translateEscapes())),
                        Map.of(),
                        1))
                .satisfies(refused -> assertThat(refused.mistakes()).contains("routes.yaml:" + sentence));
    }

    @ParameterizedTest
    @CsvSource({"begin, things, none", "refresh, gateway, none", "end, things, required"})
    void sessionIsRead(String session, String upstream, String identity) {
        var file = parse(sessionRoute(session, upstream, identity, "POST"), Map.of(), 1);

        assertThat(file.routes().getFirst().access().session()).hasToString(session.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "begin ! things ! none ! GET ! 'session' needs 'methods: [POST]'",
                "begin ! things ! optional ! POST ! a session ends with 'identity: required', and begins and is refreshed with 'identity: none'",
                "end ! things ! none ! POST ! a session ends with 'identity: required', and begins and is refreshed with 'identity: none'",
                "refresh ! things ! none ! POST ! 'session: refresh' needs 'upstream: gateway', and is the only one that may have it",
                "begin ! gateway ! none ! POST ! 'session: refresh' needs 'upstream: gateway', and is the only one that may have it",
                "close ! things ! none ! POST ! 'close' is none of [begin, refresh, end]"
            })
    void mistakeAboutASessionIsTold(String session, String upstream, String identity, String method, String sentence) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(sessionRoute(session, upstream, identity, method), Map.of(), 1))
                .withMessageEndingWith(sentence);
    }

    private static String sessionRoute(String session, String upstream, String identity, String method) {
        return """
                upstreams:
                  things: {url: "http://localhost:9"}
                routes:
                  - id: session
                    match: {paths: [/session], methods: [%s]}
                    upstream: %s
                    identity: %s
                    session: %s
                """.formatted(method, upstream, identity, session);
    }

    @Test
    void allMistakesAreToldInTheirOrder() {
        var wrong = WHOLE.replace("quota: 3", "quota: many")
                .replace("window: 1m", "window: soon")
                .replace("PATCH]", "FETCH]")
                .replace("percent: 10", "percent: 1000")
                .replace("scopes: [read]", "scope: [read]")
                .replace("body_limit: 1M", "body_limit: much");

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(wrong, Map.of(), 1))
                .satisfies(refused -> assertThat(refused.mistakes().stream()
                                .map(mistake -> mistake.replaceFirst("^routes.yaml:(\\d+): (.{12}).*", "$1 $2")))
                        .containsExactly(
                                "8 quota: 'many",
                                "9 window: 'soo",
                                "16 methods are ",
                                "21 percent is b",
                                "24 unknown key ",
                                "34 body_limit: "));
    }

    @Test
    void mistakesBeyondTwentyAreCounted() {
        var wrong = "upstreams: {}\nroutes:\n" + "  - {}\n".repeat(10);

        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(wrong, Map.of(), 1))
                .satisfies(refused -> assertThat(refused.mistakes())
                        .hasSize(21)
                        .endsWith("routes.yaml:7: 'identity' is missing in a route", "and 20 more"));
    }

    @Test
    void wrongPolicyIsToldOnceAndNotWhereItIsUsed() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replace("quota: 3", "quota: 0"), Map.of(), 1))
                .satisfies(refused ->
                        assertThat(refused.mistakes()).containsExactly("routes.yaml:8: quota must be at least 1"));
    }

    @Test
    void missingKeyIsTold() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replace("    identity: required\n", ""), Map.of(), 1))
                .withMessage("routes.yaml:13: 'identity' is missing in a route");
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
                .withMessage("routes.yaml:42: routes 'thing' and 'other' claim the same requests to /things/{id}");
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
