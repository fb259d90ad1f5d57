package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People who want to be forgotten, while the services that are to forget them are killed at each step: whoever acts there, and with {@code
 * -Dgatehouse.e2e.long=true} every service at every step.
 */
@Tag("resilience")
@ExtendWith(SharedGatehouse.class)
class ErasureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Twice each: for more kills than that, one has to wait. */
    private static final Map<String, Set<Step>> ACTS = Map.of(
            "auth-service",
            EnumSet.of(Step.CLOSED, Step.CONFIRMED),
            "user-service",
            EnumSet.of(Step.CLOSED, Step.HEARD),
            "gateway",
            EnumSet.of(Step.ASKED, Step.FORGOTTEN));

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private final Gatehouse gatehouse;
    private final Traces traces;

    ErasureTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.traces = new Traces(gatehouse);
    }

    /** How far an erasure is, what makes it go there, and how the database tells that it is there. */
    private enum Step {
        ASKED("", "SELECT count(*) FROM auth.erasure WHERE account_id = ?::uuid"),
        CLOSED(
                "UPDATE auth.erasure SET due_at = now() WHERE account_id = ?::uuid",
                "SELECT count(*) FROM auth.erasure WHERE account_id = ?::uuid AND closed_at IS NOT NULL"),
        HEARD("", "SELECT 1 - count(*) FROM users.profile WHERE id = ?::uuid"),
        CONFIRMED("UPDATE auth.erasure SET closed_at = closed_at - interval '2 days' WHERE account_id = ?::uuid", """
                SELECT 1 - count(*) FROM auth.erasure WHERE account_id = ?::uuid AND NOT EXISTS (
                    SELECT FROM auth.erasure_confirmation AS told WHERE told.account_id = erasure.account_id
                )"""),
        FORGOTTEN("", "SELECT 1 - count(*) FROM auth.erasure WHERE account_id = ?::uuid");

        final String cause;
        final String reached;

        Step(String cause, String reached) {
            this.cause = cause;
            this.reached = reached;
        }
    }

    /** Somebody, and what is killed while they are forgotten. */
    private record Person(String victim, String email, String name, String id, String token) {

        List<String> needles() {
            return List.of(email, name, id);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverIsKilledAtWhicheverStepNothingIsLeftButPseudonyms() throws Exception {
        var people = new ArrayList<Person>();
        for (var step : Step.values()) {
            for (var victim : ACTS.keySet()) {
                if (Sizes.LONG || ACTS.get(victim).contains(step)) {
                    people.add(killAt(step, victim));
                }
            }
        }

        for (var person : people) {
            assertThat(lastMails(person)).hasSizeBetween(1, 2);
            assertThat(Eventually.ask(PATIENCE, () -> traces.of(person.needles()), List::isEmpty))
                    .isEmpty();
            assertThat(api().signIn(person.email(), Api.PASSWORD).code()).isEqualTo("invalid_credentials");
            // A token outlives the days that were made to pass; it leads to nobody.
            assertThat(api().me(person.token()).status()).isIn(401, 404);
        }
    }

    @Test
    void whoLooksBeforeTheyGoSeesEverythingAndMayStay() {
        var person = liveALife("nobody");

        var export = api().get("/v1/users/me/export", person.token());
        assertThat(export.status()).as(export.toString()).isEqualTo(200);
        assertThat(export.text("services/auth-service/account/0/email")).isEqualTo(person.email());
        assertThat(export.text("services/user-service/profile/0/display_name")).isEqualTo(person.name());
        assertThat(api().get("/v1/users/me/erasure", person.token()).code()).isEqualTo("not_found");

        var asked = api().send("DELETE", "/v1/users/me", "", person.token(), null);
        assertThat(api().get("/v1/users/me/erasure", person.token()).text("due_at"))
                .isEqualTo(asked.text("due_at"));
        assertThat(api().send("DELETE", "/v1/users/me/erasure", "", person.token(), null)
                        .status())
                .isEqualTo(204);
        assertThat(api().get("/v1/users/me/export").code()).isEqualTo("invalid_token");
        assertThat(api().get("/internal/v1/erasures", person.token()).code()).isEqualTo("not_found");
    }

    /** Lets somebody be forgotten, and kills the victim in the moment in which that is seen to have come so far. */
    private Person killAt(Step deadly, String victim) throws SQLException {
        gatehouse.awaitTurnToKill(victim);
        var person = liveALife(victim);
        assertThat(traces.of(person.needles()))
                .contains(
                        "auth.account", "auth.outbox_event", "users.profile", "users.preference", "users.audit_event");
        var asked = api().send("DELETE", "/v1/users/me", "", person.token(), null);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        for (var step : Step.values()) {
            if (!step.cause.isEmpty()) {
                execute(step.cause, person.id());
            }
            await(step, person, PATIENCE);
            if (step == deadly) {
                kill(victim);
            }
        }
        return person;
    }

    private void kill(String victim) {
        gatehouse.kill(victim);
        var port = gatehouse.management(victim, "").getPort();
        assertThat(Eventually.ask(PATIENCE, () -> Management.ready(port), ready -> ready))
                .as(victim)
                .isTrue();
    }

    private void await(Step step, Person person, Duration patience) throws SQLException {
        var end = System.nanoTime() + patience.toNanos();
        while (number(step.reached, person.id()) != 1) {
            assertThat(System.nanoTime() - end)
                    .as("%s of %s", step, person.victim())
                    .isNegative();
            LockSupport.parkNanos(LOOK);
        }
    }

    /** Somebody of whom there is something everywhere. */
    private Person liveALife(String victim) {
        var api = api();
        var email = Api.newEmail();
        var name = "Ada " + UUID.randomUUID();
        var signedUp =
                api.post("/v1/auth/signup", Map.of("email", email, "password", Api.PASSWORD, "display_name", name));
        assertThat(signedUp.status()).as(signedUp.toString()).isEqualTo(201);
        var token = signedUp.text("tokens/access_token");
        assertThat(api.me(token).status()).isEqualTo(200);
        api.signIn(email, "not the password");
        api.signIn(email, Api.PASSWORD);
        assertThat(api.send("PUT", "/v1/users/me/preferences/theme", "{\"value\":\"dark\"}", token, null)
                        .status())
                .isEqualTo(200);
        var made = api.post("/v1/organizations", Map.of("name", "Engines"), token);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        api.post(
                "/v1/organizations/" + made.text("id") + "/invitations",
                Map.of("email", Api.newEmail(), "role", "member"),
                token);
        return new Person(victim, email, name, signedUp.text("account/id"), token);
    }

    private List<Mail> lastMails(Person person) {
        return Eventually.ask(
                PATIENCE,
                () -> gatehouse.inbox().mailsTo(person.email()).stream()
                        .filter(mail -> mail.subject().contains("was erased"))
                        .toList(),
                mails -> !mails.isEmpty());
    }

    private Api api() {
        return new Api(gatehouse);
    }

    private void execute(String sql, String id) throws SQLException {
        try (var database = gatehouse.database();
                var statement = database.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private long number(String sql, String id) throws SQLException {
        try (var database = gatehouse.database();
                var statement = database.prepareStatement(sql)) {
            statement.setString(1, id);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
