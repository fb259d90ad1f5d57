package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Collector.Kind;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A set on servers that somebody else runs, who may take them away for a while. */
class ExternalServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // The database's time limit, and room for a loaded machine.
    private static final Duration ANSWERED = Duration.ofSeconds(10);
    // The limit of Routes, and what twelve seconds earn at most.
    private static final int QUOTA = 100;
    private static final int EARNED = 20;

    private static ExternalServers servers;
    private static Collector collector;
    private static Gatehouse gatehouse;

    private final Api api = new Api(gatehouse);

    @BeforeAll
    static void start() throws IOException {
        servers = ExternalServers.start(SharedGatehouse.home("servers"));
        collector = Collector.start();
        var settings = new HashMap<>(servers.settings());
        settings.put("GATEHOUSE_OTLP_ENDPOINT", collector.endpoint());
        settings.put("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
        settings.put("GATEHOUSE_ADMIN_EMAIL", "root@example.com");
        settings.put("GATEHOUSE_ADMIN_PASSWORD", "a \"quoted\" back\\slash");
        settings.put("GATEHOUSE_LIMITS_REDIS_BUDGET", "2S");
        settings.put(
                "GATEHOUSE_ROUTES_FILE",
                Routes.withTestLimits(SharedGatehouse.home("external-routes")).toString());
        gatehouse = Gatehouse.start(SharedGatehouse.home("external"), settings);
    }

    @AfterAll
    static void end() throws IOException {
        gatehouse.close();
        var left = servers.allRun();
        collector.close();
        servers.close();

        assertThat(left).as("down leaves servers alone that are not its own").isTrue();
    }

    @Test
    void accountsAndMailGoToThoseServers() {
        var email = Api.newEmail();

        var signedUp = api.signUp(email);
        var mails = Eventually.ask(PATIENCE, () -> servers.inbox().mailsTo(email), found -> !found.isEmpty());

        assertThat(signedUp.status()).as(signedUp.toString()).isEqualTo(201);
        assertThat(mails).isNotEmpty();
        assertThat(gatehouse.welcome()).doesNotContain("Starting PostgreSQL").doesNotContain("WARNING");
        assertThat(gatehouse.script().run("status").exitCode()).isZero();
    }

    @Test
    void tourWorksWithAChosenAdministratorAndDoesNotShowThePassword() {
        var output = Script.bash(gatehouse.tour()).output();

        assertThat(output.substring(output.indexOf("6. "))).contains("\"items\":[");
        assertThat(gatehouse.welcome()).doesNotContain("quoted");
        assertThat(output).doesNotContain("quoted");
    }

    @Test
    void everyProcessExportsItsTraces() {
        var token = api.signUp(Api.newEmail()).text("tokens/access_token");
        api.me(token);

        var services =
                Eventually.ask(PATIENCE, collector::services, found -> found.size() == Deployment.SERVICES.size());

        assertThat(services).containsExactlyInAnyOrderElementsOf(Deployment.SERVICES);
    }

    @Test
    void aTraceLeadsFromTheClientThroughTheGatewayToTheService() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var token = api.signUp(Api.newEmail()).text("tokens/access_token");

        var answer = api.get(
                "/v1/users/me?secret=hush",
                Map.of("Authorization", "Bearer " + token, "traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
        // Each process sends its spans when it sees fit.
        var spans = Eventually.ask(
                PATIENCE,
                () -> collector.spans(trace),
                found -> atTheService(found).isPresent()
                        && found.stream().anyMatch(span -> span.is("gateway", Kind.SERVER))
                        && found.stream().anyMatch(span -> span.is("gateway", Kind.CLIENT)));

        assertThat(answer.ok()).as(answer.toString()).isTrue();
        var received =
                spans.stream().filter(span -> span.is("gateway", Kind.SERVER)).toList();
        var sent =
                spans.stream().filter(span -> span.is("gateway", Kind.CLIENT)).toList();
        assertThat(received).hasSize(1);
        assertThat(sent).hasSize(1);
        assertThat(received.getFirst().parent()).isEqualTo("b7ad6b7169203331");
        assertThat(received.getFirst().name()).isEqualTo("GET /v1/users/me");
        assertThat(received.getFirst().attributes())
                .containsEntry("http.route", "/v1/users/me")
                .containsEntry("url.path", "/v1/users/me")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("gatehouse.request_id", answer.header("X-Request-Id"))
                .containsKey("gatehouse.route")
                .doesNotContainKey("error.type");
        assertThat(sent.getFirst().parent()).isEqualTo(received.getFirst().id());
        assertThat(sent.getFirst().name()).isEqualTo("GET user-service");
        assertThat(atTheService(spans).orElseThrow().parent())
                .isEqualTo(sent.getFirst().id());
        assertThat(received.toString() + sent).doesNotContain("hush", token);
    }

    @Test
    void databaseThatIsGoneIsAProblemInTimeAndComesBackWithoutARestart() {
        var email = Api.newEmail();
        var token = api.signUp(email).text("tokens/access_token");
        var auth = gatehouse.process("auth-service");
        servers.stopPostgres();
        var stopped = Instant.now();

        var signIn = api.signIn(email, Api.PASSWORD);
        var profile = api.me(token);
        var answered = Duration.between(stopped, Instant.now());
        servers.startPostgres();
        var recovered =
                Eventually.ask(PATIENCE, () -> api.fromAnotherAddress().signIn(email, Api.PASSWORD), Api.Answer::ok);
        var profileAgain = Eventually.ask(PATIENCE, () -> api.me(token), Api.Answer::ok);

        assertThat(signIn.status() + " " + signIn.code()).isEqualTo("503 service_unavailable");
        assertThat(profile.status() + " " + profile.code()).isEqualTo("503 service_unavailable");
        assertThat(answered).isLessThan(ANSWERED.multipliedBy(2));
        assertThat(recovered.status()).as(recovered.toString()).isEqualTo(200);
        assertThat(profileAgain.status()).as(profileAgain.toString()).isEqualTo(200);
        assertThat(auth.isAlive()).isTrue();
    }

    @Test
    void limitsGoOnWithoutRedisAndInRedisAgainWhenItIsBack() throws Exception {
        // One for each event loop; those that are not connected yet still count on their own.
        var connections = connectionsToRedis();
        servers.stopRedis();

        var withoutRedis = admitted(new Api(gatehouse));
        var unwell = gatehouse.script().run("status");
        servers.startRedis();
        var connected =
                Eventually.ask(PATIENCE, ExternalServersTest::connectionsToRedis, count -> count >= connections);

        assertThat(withoutRedis).isBetween(QUOTA, QUOTA + EARNED);
        assertThat(unwell.exitCode()).isEqualTo(1);
        assertThat(unwell.output()).containsPattern("redis .* NO ANSWER");
        assertThat(connected).isEqualTo(connections).isPositive();
        assertThat(admitted(new Api(gatehouse))).isBetween(QUOTA, QUOTA + EARNED);
    }

    private static Optional<Collector.Span> atTheService(List<Collector.Span> spans) {
        return spans.stream()
                .filter(span -> span.is("user-service", Kind.SERVER))
                .findFirst();
    }

    /** How many of so many requests that are limited to {@link #QUOTA} are answered. */
    private static int admitted(Api api) throws Exception {
        return (int) AtOnce.fewAtATime(QUOTA + 2 * EARNED, 8, () -> api.get(Routes.LIMITED)).stream()
                .filter(Api.Answer::ok)
                .count();
    }

    private static double connectionsToRedis() {
        return gatehouse.metric("gatehouse_gateway_limits_redis_connections");
    }
}
