package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.e2e.SteadyLoad.Sample;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TERM to each service under load: readiness turns first, whatever was taken in is answered, and it ends within its grace. Of streams {@link
 * GracefulEndTest} tells.
 */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class EndUnderLoadTest {

    // As the shell counts: 128 and the number of TERM.
    private static final int ENDED_BY_TERM = 143;
    private static final int PER_SECOND = 50;
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> SETTINGS = Map.of(
            "GATEHOUSE_SHUTDOWN_DELAY",
            DELAY.toString(),
            "GATEHOUSE_SHUTDOWN_TIMEOUT",
            TIMEOUT.toString(),
            // A statement is held until the delay is over, and a build machine is no slow database.
            "GATEHOUSE_DATABASE_STATEMENT_TIMEOUT",
            "20S",
            // Limits by address are not for all tests together.
            "GATEHOUSE_TRUSTED_PROXIES",
            "127.0.0.0/8,::1/128");
    private static final Duration LOAD = Duration.ofSeconds(1);
    // What balancers need to notice that readiness has turned.
    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Gatehouse gatehouse;
    private final String address = Api.newAddress();
    private String reader;
    private Answer writer;

    EndUnderLoadTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @BeforeEach
    void signUp() {
        reader = new Api(gatehouse).signUp(Api.newEmail()).text("tokens/access_token");
        writer = new Api(gatehouse).signUp(Api.newEmail());
        // Profiles follow from the event log.
        assertThat(profile(reader).status()).isEqualTo(200);
        assertThat(profile(token(writer)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "user-service", "gateway"})
    void readinessTurnsFirstThenAllThatWasTakenInIsAnsweredAndItEndsInTime(String service) throws Exception {
        try (var behind = behind(service);
                var replica = start(service, behind);
                var row = lock(service)) {
            var load = new SteadyLoad(PER_SECOND, () -> read(service, replica));
            load.run(LOAD);
            var held = write(service, replica);
            row.awaitWaiting(1);

            var terminated = System.nanoTime();
            replica.terminate();
            while (replica.ready()) {
                load.run(Duration.ofMillis(50));
            }
            var turned = since(terminated);
            load.run(LATE);
            Eventually.await(() -> since(terminated).compareTo(DELAY.plus(LATE)) > 0);
            var stillThere = replica.alive();
            row.unlock();
            var exitCode = replica.exitCode();
            var ended = since(terminated);

            assertThat(turned)
                    .as("readiness turns while everything is answered")
                    .isLessThan(DELAY);
            assertThat(load.samples()).hasSizeGreaterThan(PER_SECOND).allMatch(Sample::served);
            assertThat(stillThere).as("it waits for what it has taken in").isTrue();
            assertThat(held.join()).as("taken in before, answered after").matches(Sample::served);
            assertThat(exitCode).isEqualTo(ENDED_BY_TERM);
            assertThat(ended).isLessThan(DELAY.plus(TIMEOUT));
        }
    }

    /** The service that holds what the gateway waits for; null where it is the one that ends. */
    private Replica behind(String service) throws IOException {
        return service.equals("gateway") ? start("user-service", null) : null;
    }

    private Replica start(String service, Replica behind) throws IOException {
        var settings = ReplicaSettings.of(gatehouse).of(service);
        settings.putAll(SETTINGS);
        if (behind != null) {
            settings.put("GATEHOUSE_USER_URL", behind.at("").toString());
        }
        return Replica.start(service, gatehouse, settings);
    }

    private HttpRequest read(String service, Replica replica) {
        var path = service.equals("auth-service") ? "/v1/auth/account" : "/v1/users/me";
        return request(replica, path)
                .header("Authorization", "Bearer " + reader)
                .build();
    }

    // What waits for the row that is locked.
    private CompletableFuture<Sample> write(String service, Replica replica) {
        var request = service.equals("auth-service")
                ? request(replica, "/v1/auth/refresh")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"refresh_token\":\"" + writer.text("tokens/refresh_token") + "\"}"))
                : request(replica, "/v1/users/me")
                        .header("Authorization", "Bearer " + token(writer))
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", profile(token(writer)).header("ETag"))
                        .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"Ada King\"}"));
        return SteadyLoad.send(request.build());
    }

    private HttpRequest.Builder request(Replica replica, String path) {
        return HttpRequest.newBuilder(replica.at(path)).timeout(PATIENCE).header("X-Forwarded-For", address);
    }

    private RowLock lock(String service) throws SQLException {
        var account = writer.text("account/id");
        return service.equals("auth-service")
                ? RowLock.take(
                        gatehouse.database(),
                        "SELECT 1 FROM auth.session WHERE account_id = ?::uuid FOR UPDATE",
                        account)
                : RowLock.take(
                        gatehouse.database(), "SELECT 1 FROM users.profile WHERE id = ?::uuid FOR UPDATE", account);
    }

    private Answer profile(String token) {
        return new Api(gatehouse).me(token);
    }

    private static String token(Answer signedUp) {
        return signedUp.text("tokens/access_token");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
