package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.Replica;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields by which a client claims to be somebody else, somewhere else, or to ask for something else. */
@Attack
class HeaderConfusionTest {

    private static final String CLAIMED = "203.0.113.77";

    // The policy `login-address` of the packaged routes.
    private static final int SIGN_INS = 10;
    private static final Duration EARNED_IN = Duration.ofSeconds(6);

    private static final List<String> ADDRESSES = List.of(
            "X-Forwarded-For",
            "X_Forwarded_For",
            "Forwarded",
            "X-Real-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "Fastly-Client-IP",
            "X-Envoy-External-Address",
            "X-Originating-IP",
            "X-Remote-IP",
            "X-Remote-Addr",
            "Client-IP",
            "X-ProxyUser-Ip",
            "Via");

    private static final List<String> TARGETS = List.of(
            "X-Original-URL",
            "X-Original-URI",
            "X-Rewrite-URL",
            "X-Original-Path",
            "X-Forwarded-Prefix",
            "X-Forwarded-Path",
            "X-Forwarded-Uri",
            "X-Envoy-Original-Path",
            "X-Override-URL",
            "Destination",
            "Content-Location",
            "X-Proxy-URL");

    private static final List<String> METHODS = List.of(
            "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-Method", "X-Forwarded-Method");

    private static final List<String> PEOPLE = List.of(
            "X-Gatehouse-Subject",
            "X-Gatehouse-Account",
            "X-Gatehouse-Roles",
            "X-Gatehouse-Groups",
            "X-Gatehouse-Client",
            "X_Gatehouse_Subject",
            "X-User-Id",
            "X-User",
            "X-Account-Id",
            "X-Authenticated-User",
            "X-Authenticated-Userid",
            "X-Auth-Request-User",
            "X-Consumer-Id",
            "X-Remote-User",
            "Remote-User",
            "X-WebAuth-User",
            "X-Forwarded-User",
            "X-Jwt-Claims",
            "X-Roles",
            "X-Admin");

    private final Gatehouse gatehouse;
    private Person person;
    private Person other;

    HeaderConfusionTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @BeforeEach
    void signUp() {
        person = Person.in(gatehouse);
        other = Person.in(gatehouse);
    }

    @Test
    void whoAClientSaysItIsMeansNothing() {
        for (var door : doors()) {
            var api = Api.at(door);
            for (var name : PEOPLE) {
                for (var value : List.of(other.id(Resource.ACCOUNT), "admin", "true")) {
                    assertThat(api.get("/v1/users/me", Map.of(name, value)).status())
                            .as(name)
                            .isEqualTo(401);
                    var answer = api.get("/v1/users/me", withToken(name, value));
                    assertThat(answer.text("id")).as(name).isEqualTo(person.id(Resource.ACCOUNT));
                }
            }
        }
    }

    @Test
    void whatAClientSaysThatItAsksForMeansNothing() {
        for (var door : doors()) {
            var api = Api.at(door);
            for (var name : TARGETS) {
                for (var path : List.of(
                        "/internal/v1/events", "/v1/admin/accounts", "/v1/users/" + other.id(Resource.ACCOUNT))) {
                    var answer = api.get("/v1/users/me", withToken(name, path));
                    assertThat(answer.text("id")).as(name).isEqualTo(person.id(Resource.ACCOUNT));
                }
            }
        }
    }

    @Test
    void whatAClientSaysThatItsMethodIsMeansNothing() {
        var path = "/v1/organizations/" + person.id(Resource.ORGANIZATION);
        for (var door : doors()) {
            var api = Api.at(door);
            for (var name : METHODS) {
                assertThat(api.get(path, withToken(name, "DELETE")).text("id"))
                        .isEqualTo(person.id(Resource.ORGANIZATION));
                assertThat(api.post(path, Map.of(), withToken(name, "DELETE")).status())
                        .isEqualTo(405);
            }
            for (var query : List.of("_method=DELETE", "X-HTTP-Method-Override=DELETE", "method=delete")) {
                assertThat(api.get(path + "?" + query, person.accessToken()).status())
                        .isEqualTo(200);
            }
            assertThat(api.get(path, person.accessToken()).text("name")).isEqualTo(Person.ORGANIZATION);
        }
    }

    @Test
    void noClaimedAddressHasALimitOfItsOwn() throws IOException {
        // Nobody in front is trusted, and limits are as packaged.
        try (var gateway = Replica.startGateway(gatehouse, Map.of())) {
            var statuses = new ArrayList<Integer>();
            long start = System.nanoTime();
            for (var name : ADDRESSES) {
                for (int i = 0; i < 2 * SIGN_INS; i++) {
                    statuses.add(signInFrom(gateway, name));
                }
            }
            var passed = Duration.ofNanos(System.nanoTime() - start);

            assertThat(statuses).containsOnly(401, 429);
            // Ten at once, and one more for each six seconds.
            assertThat(statuses)
                    .filteredOn(status -> status == 401)
                    .hasSizeBetween(SIGN_INS, SIGN_INS + 1 + (int) passed.dividedBy(EARNED_IN));
        }
    }

    private static int signInFrom(Replica gateway, String name) {
        var claim = name.equals("Forwarded") ? "for=" + CLAIMED : CLAIMED;
        return Api.at(gateway::at)
                .post(
                        "/v1/auth/login",
                        Map.of("email", Api.newEmail(), "password", "a wrong guess"),
                        Map.of(name, claim))
                .status();
    }

    private Map<String, String> withToken(String name, String value) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer " + person.accessToken());
        headers.put(name, value);
        return headers;
    }

    private List<Function<String, URI>> doors() {
        return List.of(gatehouse::gateway, gatehouse::userService);
    }
}
