package io.gatehouse.gateway.revocation;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RevocationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE = Duration.ofMillis(5).toNanos();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String SNAPSHOTS = "gatehouse_gateway_revocations_snapshots_total{outcome=\"read\"}";
    private static final String STALENESS = "gatehouse_gateway_revocations_staleness_seconds";
    private static final String REFUSED = "gatehouse_gateway_revocations_refused_total";

    private final UUID account = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final Token token = tokenOf(session);
    private StreamInRedis stream;

    @Inject
    Edge edge;

    /** Each test begins with a gateway that follows the stream. */
    @BeforeEach
    void follow() {
        RedisTestResource.server().start();
        list();
        stream = new StreamInRedis();
        awaitFollowed();
    }

    @AfterEach
    void restore() {
        stream.close();
        list();
        RedisTestResource.server().start();
    }

    @Test
    void revokedSessionIsRefusedWithinASecondAndOthersGoOn() {
        var other = tokenOf(UUID.randomUUID());
        assertThat(status(token)).as("verified and remembered").isEqualTo(200);
        double refused = metric(REFUSED);

        stream.append(ofSession(session));

        assertThat(timeUntilRefused(token)).isLessThan(SECOND);
        var response = get(edge.port(), "/guarded/echo", token);
        assertProblem(response, ErrorCode.SESSION_REVOKED);
        assertThat(response.headers().firstValue("www-authenticate"))
                .hasValue("Bearer error=\"invalid_token\", error_description=\"The session has ended\"");
        assertThat(status(other)).isEqualTo(200);
        assertThat(metric(REFUSED)).isGreaterThan(refused);
    }

    @Test
    void optionalIdentityMayNotBeRevokedEither() {
        stream.append(ofSession(session));
        timeUntilRefused(token);

        assertProblem(get(edge.port(), "/optional/echo", token), ErrorCode.SESSION_REVOKED);
        assertThat(get(edge.port(), "/open/echo", token).statusCode()).isEqualTo(200);
    }

    @Test
    void closedAccountIsRefusedForWhatWasIssuedBefore() {
        var reopened = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        var later = Tokens.with(claims -> {
            claims.setSubject(account.toString());
            claims.setIssuedAt(NumericDate.fromSeconds(reopened.getEpochSecond()));
        });

        stream.append(Revocation.ofAccount(account, reopened, Instant.now().plusSeconds(900)));

        assertThat(timeUntilRefused(token)).isLessThan(SECOND);
        assertThat(status(new Token(later))).isEqualTo(200);
    }

    @Test
    void brokenConnectionIsTakenUpWhereItWasLeft() {
        stream.append(ofSession(UUID.randomUUID()));
        awaitFollowed();
        double snapshots = metric(SNAPSHOTS);

        stream.breakConnectionsAndAppend(ofSession(session));

        assertThat(timeUntilRefused(token)).isLessThan(PATIENCE);
        assertThat(metric(SNAPSHOTS)).isEqualTo(snapshots);
    }

    @Test
    void whatWasTrimmedMeanwhileIsInTheSnapshot() {
        stream.append(ofSession(UUID.randomUUID()));
        awaitFollowed();
        list(ofSession(UUID.randomUUID()), ofSession(UUID.randomUUID()), ofSession(session));

        stream.breakConnectionsAndTrim();

        assertThat(timeUntilRefused(token)).isLessThan(PATIENCE);
    }

    @Test
    void streamThatBeginsAnewIsAGap() {
        stream.append(ofSession(UUID.randomUUID()));
        awaitFollowed();
        list(ofSession(session));

        stream.beginAnewWith(ofSession(UUID.randomUUID()));

        assertThat(timeUntilRefused(token)).isLessThan(PATIENCE);
        var next = tokenOf(UUID.randomUUID());
        assertThat(status(next)).isEqualTo(200);
    }

    @Test
    void entryThatCannotBeReadIsAGap() {
        stream.append(ofSession(UUID.randomUUID()));
        awaitFollowed();
        list(ofSession(session));

        stream.appendUnreadable();

        assertThat(timeUntilRefused(token)).isLessThan(PATIENCE);
    }

    @Test
    void redisThatWasRestartedIsFollowedAfterASnapshot() {
        var next = UUID.randomUUID();
        list(ofSession(session));

        RedisTestResource.server().stop();
        RedisTestResource.server().start();

        assertThat(timeUntilRefused(token)).isLessThan(PATIENCE);
        awaitFollowed();
        stream.append(ofSession(next));
        assertThat(timeUntilRefused(tokenOf(next))).isLessThan(SECOND);
    }

    @Test
    void withoutRedisTheListIsReadAgainAndAgain() {
        RedisTestResource.server().stop();
        double snapshots = metric(SNAPSHOTS);
        await(() -> metric(SNAPSHOTS) > snapshots);

        list(ofSession(session));

        assertThat(timeUntilRefused(token)).isLessThan(Duration.ofSeconds(3));
        assertThat(metric(STALENESS)).isLessThan(3);
    }

    @Test
    void withoutRedisAndListKnowledgeGrowsOldAndServes() {
        stream.append(ofSession(session));
        timeUntilRefused(token);
        call("/open/set-revocations?available=false", "");
        RedisTestResource.server().stop();

        await(() -> metric(STALENESS) > 2);

        assertThat(status(tokenOf(UUID.randomUUID()))).isEqualTo(200);
        assertProblem(get(edge.port(), "/guarded/echo", token), ErrorCode.SESSION_REVOKED);
        var readiness = management("/q/health/ready");
        assertThat(readiness).contains("\"name\": \"revocations\"", "\"staleness_seconds\": 2");
    }

    private Token tokenOf(UUID sid) {
        return new Token(Tokens.with(claims -> {
            claims.setSubject(account.toString());
            claims.setStringClaim("sid", sid.toString());
        }));
    }

    private static Revocation ofSession(UUID sid) {
        return Revocation.ofSession(sid, Instant.now().plusSeconds(900));
    }

    private int status(Token presented) {
        return get(edge.port(), "/guarded/echo", presented).statusCode();
    }

    private Duration timeUntilRefused(Token presented) {
        long begun = System.nanoTime();
        await(() -> status(presented) == 401);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    // What is only in the stream arrives, and nothing is old any
    // more. Skipped is what was there before it was followed.
    private void awaitFollowed() {
        await(() -> {
            var marker = UUID.randomUUID();
            stream.append(ofSession(marker));
            return isRefusedWithin(tokenOf(marker), SECOND);
        });
        await(() -> metric(STALENESS) < 1);
    }

    private boolean isRefusedWithin(Token presented, Duration time) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            if (status(presented) == 401) {
                return true;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }

    /** Says what auth-service lists. */
    private void list(Revocation... revocations) {
        var all = new JsonArray();
        Arrays.stream(revocations)
                .map(revocation -> JsonObject.mapFrom(revocation.toEntry()))
                .forEach(all::add);
        call("/open/set-revocations", all.encode());
    }

    private void call(String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(GatewayApi.send(request).statusCode()).isEqualTo(200);
    }

    private static double metric(String name) {
        return management("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String management(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return get(port, path).body();
    }
}
