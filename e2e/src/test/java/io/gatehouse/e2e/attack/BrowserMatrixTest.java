package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.SharedGatehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever page makes a browser send a request, by any method, to routes that allow other origins and to those that do not: cookies speak for a
 * person only where the page may act for them (cross-site request forgery), no page signs anybody in, refreshes or signs out that may
 * not, and none reads what its origin may not (cross-origin resource sharing). What is expected is written here anew, after RFC 6454
 * and the Fetch standard.
 */
@Attack
class BrowserMatrixTest {

    private static final String OWN = "http://localhost";
    private static final String FRIEND = "https://app.example.com";
    private static final String METHODS = "methods: [GET, DELETE, POST, PUT, PATCH]";

    private static final List<String> ORIGINS = Stream.of(
                    OWN,
                    FRIEND,
                    null,
                    "null",
                    "https://localhost",
                    "http://localhost:1",
                    "http://localhost.attacker.example",
                    "http://LOCALHOST",
                    "http://localhost.",
                    "http://app.example.com",
                    "https://app.example.com:444",
                    "https://APP.example.com",
                    "https://app.example.com.attacker.example",
                    "https://attacker.example/https://app.example.com",
                    "https://attacker-app.example.com",
                    "https://example.com",
                    "https://app.example.com, https://attacker.example",
                    "https://app.example.com https://attacker.example",
                    "*",
                    "file://",
                    "https://attacker.example")
            .toList();

    private static final List<String> SITES = Stream.of(
                    null, "same-origin", "same-site", "cross-site", "none", "Same-Origin", "x")
            .toList();

    /** What a route allows pages of other origins. */
    enum Rule {
        NOTHING("/v1/users/me/preferences/x"),
        READING("/v1/users/me/erasure"),
        ACTING("/v1/users/me/preferences");

        private final String path;

        Rule(String path) {
            this.path = path;
        }
    }

    enum Proof {
        COOKIE,
        BEARER
    }

    /** What a page has sent: with a body of a type that it may choose without being asked, or of another one, or without any. */
    enum Way {
        GET(null),
        DELETE(null),
        OPTIONS(null),
        POST("text/plain"),
        PUT("application/json"),
        PATCH("application/x-www-form-urlencoded");

        private final String mediaType;

        Way(String mediaType) {
            this.mediaType = mediaType;
        }

        byte[] body() {
            return mediaType == null ? null : "{\"a\":\"=1\"}".getBytes(US_ASCII);
        }
    }

    /** What a page may do to a session. Signing in is allowed to pages of another origin, too. */
    enum Act {
        SIGN_UP("/v1/auth/signup", true, Rule.NOTHING),
        SIGN_IN("/v1/auth/login", true, Rule.ACTING),
        REFRESH("/v1/auth/refresh", true, Rule.NOTHING),
        SIGN_OUT("/v1/auth/logout", true, Rule.NOTHING),
        SIGN_OUT_PLAINLY("/v1/auth/logout", false, Rule.NOTHING);

        private final String path;
        private final boolean asksForCookies;
        private final Rule rule;

        Act(String path, boolean asksForCookies, Rule rule) {
            this.path = path;
            this.asksForCookies = asksForCookies;
            this.rule = rule;
        }

        boolean begins() {
            return this == SIGN_UP || this == SIGN_IN;
        }

        Map<String, String> body(Person person) {
            return switch (this) {
                case SIGN_UP ->
                    Map.of("email", Api.newEmail(), "password", Api.PASSWORD, "display_name", "Ada Lovelace");
                case SIGN_IN -> Map.of("email", person.email(), "password", Api.PASSWORD);
                default -> Map.of();
            };
        }
    }

    /** What a request to an {@link Act} brings of a session. */
    enum Brought {
        COOKIES,
        REFRESH_COOKIE,
        BEARER,
        NOTHING;

        List<String> fields(String access, String refresh) {
            var refreshCookie = "__Host-gatehouse-refresh=" + refresh;
            return switch (this) {
                case COOKIES -> List.of("Cookie: __Host-gatehouse-access=" + access + "; " + refreshCookie);
                case REFRESH_COOKIE -> List.of("Cookie: " + refreshCookie);
                case BEARER -> List.of("Authorization: Bearer " + access);
                case NOTHING -> List.of();
            };
        }

        boolean isCookie() {
            return this == COOKIES || this == REFRESH_COOKIE;
        }
    }

    private static Replica gateway;

    private final Gatehouse gatehouse;
    private final Person person;

    BrowserMatrixTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.person = Person.in(gatehouse);
    }

    @BeforeAll
    static void start(Gatehouse gatehouse) throws IOException {
        var packaged = Files.readString(Script.CHECKOUT.resolve("gateway/src/main/resources/routes.yaml"));
        var routes = packaged.replace(
                                "paths: [/v1/users/me/preferences, \"/v1/users/me/preferences/{key}\"]",
                                "paths: [\"/v1/users/me/preferences/{key}\"]")
                        .replace("methods: [GET, PUT, DELETE]", METHODS)
                        .replaceFirst(
                                "(?m)^  - id: users-erasure\n(?s)(.*?)methods: \\[GET, DELETE](.*?)identity: required",
                                "  - id: users-erasure\n$1" + METHODS + "$2identity: required\n    cors: {origins: [\""
                                        + FRIEND + "\"]}")
                        .replaceFirst(
                                "(?m)^  - id: browser-login\n(?s)(.*?)session: begin\n",
                                "  - id: browser-login\n$1session: begin\n    cors: {origins: [\"" + FRIEND
                                        + "\"], credentials: true}\n")
                + """

                  - id: of-friends
                    match:
                      paths: [/v1/users/me/preferences]
                      %s
                    upstream: user-service
                    identity: required
                    cors: {origins: ["%s"], credentials: true}
                """.formatted(METHODS, FRIEND);
        var file = Files.writeString(SharedGatehouse.home("matrix-routes.yaml"), packaged.equals(routes) ? "" : routes);
        gateway = Replica.startGateway(
                gatehouse,
                Map.of(
                        "GATEHOUSE_ROUTES_FILE",
                        file.toString(),
                        "GATEHOUSE_LIMITS_MULTIPLIER",
                        "10000",
                        "GATEHOUSE_TRUSTED_PROXIES",
                        "127.0.0.0/8,::1/128"));
    }

    @AfterAll
    static void end() {
        gateway.close();
    }

    @Test
    void everyPageIsHeardAndToldOnlyWhatItMay() {
        var wrong = new LinkedHashMap<String, String>();
        var sample = new Sample();
        int asked = 0;
        for (var rule : Rule.values()) {
            for (var way : Way.values()) {
                for (var origin : ORIGINS) {
                    for (var site : SITES) {
                        for (var proof : Proof.values()) {
                            if (!sample.takes()) {
                                continue;
                            }
                            var answer = ask(rule, way, origin, site, proof);
                            asked++;
                            if (!readers(answer).equals(expectedReaders(rule, origin))
                                    || refused(answer) != toBeRefused(rule, way, origin, site, proof)) {
                                wrong.put(
                                        String.join(" ", rule.name(), way.name(), origin, site, proof.name()),
                                        answer.toString());
                            }
                        }
                    }
                }
            }
        }

        System.out.printf("%d requests of pages%n", asked);
        assertThat(asked).isGreaterThan(5_000 / Sample.ONE_IN);
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyPagesThatMayBeginRefreshAndEndSessions() throws JsonProcessingException {
        var wrong = new LinkedHashMap<String, String>();
        var sample = new Sample();
        int asked = 0;
        for (var act : Act.values()) {
            for (var origin : ORIGINS) {
                for (var site : SITES) {
                    for (var brought : Brought.values()) {
                        if (!sample.takes()) {
                            continue;
                        }
                        boolean may = mayChange(act.rule, origin, site);
                        var answer = ask(act, origin, site, brought, expectedStatus(act, may, brought));
                        asked++;
                        if (answer.status() != expectedStatus(act, may, brought)
                                || refused(answer) != (answer.status() == 403)
                                || (answer.field("Set-Cookie") != null) != may
                                || !readers(answer).equals(expectedReaders(act.rule, origin))) {
                            wrong.put(String.join(" ", act.name(), origin, site, brought.name()), answer.toString());
                        }
                    }
                }
            }
        }

        System.out.printf("%d requests of pages about sessions%n", asked);
        assertThat(asked).isGreaterThan(2_900 / Sample.ONE_IN);
        assertThat(wrong).isEmpty();
        // Whose cookies came with all that was refused: nothing of it has ended the session, or exchanged its token.
        assertThat(new Api(gatehouse).refresh(person.refreshToken()).status()).isEqualTo(200);
    }

    private Wire.Answer ask(Act act, String origin, String site, Brought brought, int expected)
            throws JsonProcessingException {
        var fields = fields(origin, site);
        fields.add("Content-Type: application/json");
        if (act.asksForCookies) {
            fields.add("X-Token-Delivery: cookie");
        }
        if (expected >= 400 || act.begins()) {
            fields.addAll(brought.fields(person.accessToken(), person.refreshToken()));
        } else {
            // This one will be used up.
            var session = new Api(gatehouse).signIn(person.email(), Api.PASSWORD);
            fields.addAll(brought.fields(session.text("access_token"), session.text("refresh_token")));
        }
        return Wire.send(
                gateway.at("").getPort(),
                new Wire.Request("POST", act.path, fields, ApiDocument.JSON.writeValueAsBytes(act.body(person))));
    }

    private static int expectedStatus(Act act, boolean may, Brought brought) {
        return switch (act) {
            case SIGN_UP -> may ? 201 : 403;
            case SIGN_IN -> may ? 200 : 403;
            case REFRESH -> !may ? 403 : brought.isCookie() ? 200 : 401;
            // A session that is gone can be ended, and whoever has a token of their own needs no page.
            case SIGN_OUT, SIGN_OUT_PLAINLY -> may || brought == Brought.BEARER ? 204 : brought.isCookie() ? 403 : 401;
        };
    }

    private static List<String> fields(String origin, String site) {
        var fields = new ArrayList<String>();
        if (origin != null) {
            fields.add("Origin: " + origin);
        }
        if (site != null) {
            fields.add("Sec-Fetch-Site: " + site);
        }
        return fields;
    }

    private Wire.Answer ask(Rule rule, Way way, String origin, String site, Proof proof) {
        var fields = fields(origin, site);
        if (way == Way.OPTIONS) {
            fields.add("Access-Control-Request-Method: DELETE");
        }
        if (way.mediaType != null) {
            fields.add("Content-Type: " + way.mediaType);
        }
        fields.add(
                proof == Proof.COOKIE
                        ? "Cookie: __Host-gatehouse-access=" + person.accessToken()
                        : "Authorization: Bearer " + person.accessToken());
        return Wire.send(gateway.at("").getPort(), new Wire.Request(way.name(), rule.path, fields, way.body()));
    }

    private static boolean refused(Wire.Answer answer) {
        return answer.status() == 403 && answer.body().contains("\"cross_site_request\"");
    }

    private static boolean toBeRefused(Rule rule, Way way, String origin, String site, Proof proof) {
        // Preflights bring no proof with them, and there is nothing else to ask for by this method.
        if (proof == Proof.BEARER || way == Way.OPTIONS) {
            return false;
        }
        if (way == Way.GET && (site == null ? origin == null : site.equals("none"))) {
            return false;
        }
        return !mayChange(rule, origin, site);
    }

    private static boolean mayChange(Rule rule, String origin, String site) {
        return (rule == Rule.ACTING && FRIEND.equals(origin))
                || (site == null ? OWN.equals(origin) : site.equals("same-origin"));
    }

    /** The fields that let a page read. */
    private static String readers(Wire.Answer answer) {
        return answer.field("Access-Control-Allow-Origin") + " " + answer.field("Access-Control-Allow-Credentials");
    }

    private static String expectedReaders(Rule rule, String origin) {
        if (rule == Rule.NOTHING || !FRIEND.equals(origin)) {
            return "null null";
        }
        return FRIEND + (rule == Rule.ACTING ? " true" : " null");
    }
}
