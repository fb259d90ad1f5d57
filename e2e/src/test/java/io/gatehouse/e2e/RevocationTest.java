package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ends at one gateway has ended at all of them, within a second. */
@ExtendWith(SharedGatehouse.class)
class RevocationTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE = Duration.ofMillis(5).toNanos();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Replica second;

    private final Gatehouse gatehouse;
    private final Api api;
    private final String email = Api.newEmail();

    RevocationTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @BeforeAll
    static void startSecondGateway(Gatehouse gatehouse) throws IOException {
        second = Replica.startGateway(gatehouse, Map.of());
    }

    @AfterAll
    static void endSecondGateway() {
        second.close();
    }

    @Test
    void signingOutEndsTheTokenEverywhereAndNoOther() {
        var ended = api.signUp(email).text("tokens/access_token");
        var other = api.signIn(email, Api.PASSWORD).text("access_token");
        assertHolds(ended, other);

        assertThat(send(bearer(ended, "/v1/auth/logout").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);

        assertEndsEverywhere("signed out", ended);
        assertHolds(other);
    }

    @Test
    void endingAnotherSessionEndsItsTokenEverywhere() {
        var ended = api.signUp(email).text("tokens/access_token");
        var other = api.signIn(email, Api.PASSWORD).text("access_token");
        assertHolds(ended, other);

        assertThat(send(bearer(other, "/v1/auth/sessions/" + claim(ended, "sid"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);

        assertEndsEverywhere("session ended", ended);
        assertHolds(other);
    }

    @Test
    void disabledAccountLosesAllItsTokensEverywhere() {
        var one = api.signUp(email).text("tokens/access_token");
        var other = api.signIn(email, Api.PASSWORD).text("access_token");
        assertHolds(one, other);

        var disabling = bearer(gatehouse.administratorToken(), "/v1/admin/accounts/" + claim(one, "sub"))
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .method("PATCH", BodyPublishers.ofString("{\"status\":\"disabled\"}"));
        assertThat(send(disabling).statusCode()).isEqualTo(200);

        assertEndsEverywhere("account disabled", one);
        assertEndsEverywhere("account disabled", other);
    }

    private void assertHolds(String... tokens) {
        for (var token : tokens) {
            assertThat(gateways()).allSatisfy(gateway -> assertThat(
                            send(request(gateway, token)).statusCode())
                    .isEqualTo(200));
        }
    }

    private void assertEndsEverywhere(String how, String token) {
        long ended = System.nanoTime();
        var times = new ArrayList<Duration>();
        for (var gateway : gateways()) {
            var answer = send(request(gateway, token));
            while (answer.statusCode() == 200 && System.nanoTime() - ended < PATIENCE.toNanos()) {
                LockSupport.parkNanos(PAUSE);
                answer = send(request(gateway, token));
            }
            times.add(Duration.ofNanos(System.nanoTime() - ended));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"session_revoked\"");
        }
        System.out.printf("%s: refused at the gateways %s after the answer%n", how, times);
        assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(LIMIT));
    }

    private List<URI> gateways() {
        return List.of(gatehouse.gateway("/v1/users/me"), second.at("/v1/users/me"));
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder bearer(String token, String path) {
        return request(gatehouse.gateway(path), token);
    }

    private static String claim(String token, String name) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
                    .get(name)
                    .asText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}
