package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway keeps out, with the real services behind it. */
@ExtendWith(SharedGatehouse.class)
class DoorTest {

    private static final Path DOCUMENT = Path.of("target/openapi/openapi.json");
    private static final String JSON = "Content-Type: application/json\r\n";

    private final Gatehouse gatehouse;
    private final Api api;

    DoorTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/v1/events",
                "/internal/v1/events?after=0&wait=0",
                "//internal/v1/events",
                "/internal//v1/events",
                "/%69nternal/v1/events",
                "/internal%2Fv1%2Fevents",
                "/v1/../internal/v1/events",
                "/v1/auth/../../internal/v1/events",
                "/v1/%2e%2e/internal/v1/events",
                "/v1/auth/%2e%2e%2f%2e%2e%2finternal/v1/events",
                "/v1/auth/..%2f..%2finternal/v1/events",
                "/v1/auth/..;/..;/internal/v1/events",
                "/.well-known/../internal/v1/events",
                "/v1/users/..%2F..%2F..%2Finternal%2Fv1%2Fevents",
                "/INTERNAL/v1/events",
                "/internal/v1/events/",
                "/internal/v1/events;a=b",
                "/./internal/v1/events",
                "\\internal\\v1\\events",
                "/v1\\..\\internal\\v1\\events",
                "http://127.0.0.1/internal/v1/events"
            })
    void eventLogIsOutOfReachHoweverItIsSpelled(String path) throws IOException {
        var token = serviceToken();

        var answer = RawHttp.get(gatehouse.gatewayPort(), path, "Authorization: Bearer " + token);

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .doesNotContain("account.created")
                .doesNotContain("\"events\"");
    }

    @Test
    void foreignProfileIsNotShown() {
        var mine = api.signUp(Api.newEmail());
        var other = api.signUp(Api.newEmail()).text("account/id");

        var answer = api.get("/v1/users/" + other, mine.text("tokens/access_token"));

        assertThat(answer.status()).isIn(403, 404);
        assertThat(answer.response().body()).doesNotContain("Ada Lovelace");
    }

    @Test
    void directoryShowsNobodyWhoDoesNotShowThemselves() {
        var mine = api.signUp(Api.newEmail()).text("tokens/access_token");
        var other = api.signUp(Api.newEmail());
        api.get("/v1/users/me", other.text("tokens/access_token"));

        var answer = api.get("/v1/users?ids=" + other.text("account/id"), mine);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("{\"items\":[]}");
        assertThat(api.get("/v1/users?limit=100", mine).response().body()).doesNotContain("Ada Lovelace");
    }

    @Test
    void claimedIdentityIsNotBelieved() {
        var mine = api.signUp(Api.newEmail());
        var other = api.signUp(Api.newEmail()).text("account/id");
        var claims = Map.of(
                "X-Gatehouse-Subject",
                other,
                "X-Gatehouse-Account",
                other,
                "X-Gatehouse-Roles",
                "admin",
                "X-Gatehouse-Groups",
                "admin");

        assertThat(api.get("/v1/users/me", claims).code()).isEqualTo("invalid_token");
        var headers = new HashMap<>(claims);
        headers.put("Authorization", "Bearer " + mine.text("tokens/access_token"));
        assertThat(api.get("/v1/users/me", headers).text("id")).isEqualTo(mine.text("account/id"));
        assertThat(api.get("/v1/users/" + other, headers).code()).isEqualTo("not_found");
        assertThat(api.get("/v1/users?ids=" + other, headers).response().body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void tokenOfAServiceIsNoPerson() {
        assertThat(api.get("/v1/users", serviceToken()).status()).isIn(401, 403);
    }

    @Test
    void lengthAndChunksTogetherAreRefused() throws IOException {
        var answer = RawHttp.send(
                gatehouse.gatewayPort(),
                "POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\n" + JSON
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\nGET /internal/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    @Test
    void bodyThatSaysItIsTooLongIsRefused() throws IOException {
        var answer = RawHttp.send(
                gatehouse.gatewayPort(),
                "POST /v1/auth/signup HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + JSON
                        + "Content-Length: 1000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("payload_too_large");
    }

    @Test
    void bodyThatBecomesTooLongIsRefused() throws IOException {
        var chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";

        var answer = RawHttp.send(
                gatehouse.gatewayPort(),
                "POST /v1/auth/signup HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("payload_too_large");
    }

    @Test
    void everyAnswerCarriesARequestId() {
        assertThat(api.get("/nothing/here").header("X-Request-Id")).isNotBlank();
        assertThat(api.get("/nothing/here").code()).isEqualTo("not_found");
    }

    @Test
    void documentsOfTheWholeSetAreOne() throws IOException {
        var document = api.get("/openapi.json");
        var paths = document.json().path("paths");

        // Linters judge it there.
        Files.createDirectories(DOCUMENT.getParent());
        Files.writeString(DOCUMENT, document.response().body());
        assertThat(paths.has("/v1/auth/signup")).isTrue();
        assertThat(paths.has("/v1/users/me")).isTrue();
        assertThat(paths.has("/internal/v1/events")).isFalse();
        assertThat(paths.at("/~1v1~1auth~1signup/post/parameters").findValuesAsText("name"))
                .contains("Idempotency-Key", "X-Token-Delivery");
        for (var path : List.of("login", "login~1mfa", "refresh", "logout")) {
            assertThat(paths.at("/~1v1~1auth~1" + path + "/post/parameters").findValuesAsText("name"))
                    .as(path)
                    .containsExactly("X-Token-Delivery");
        }
        assertThat(api.get("/docs").status()).isEqualTo(200);
        assertThat(api.get("/problems/email_taken").status()).isEqualTo(200);
    }

    private String serviceToken() {
        try {
            var body = "grant_type=client_credentials&client_id=user-service&scope=events:read&client_secret="
                    + gatehouse.secret("user_service_client_secret");
            var answer = RawHttp.send(
                    gatehouse.gatewayPort(),
                    "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 198.18.0.1\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
            var token = answer.replaceFirst("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            assertThat(token).as(answer).doesNotContain("HTTP/1.1");
            return token;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
