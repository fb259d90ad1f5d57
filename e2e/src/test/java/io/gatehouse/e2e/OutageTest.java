package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGatehouse.class)
class OutageTest {

    private final Gatehouse gatehouse;
    private final Api api;

    OutageTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @Test
    void authServiceThatDiesIsAProblemAndComesBackWithEverything() {
        var email = Api.newEmail();
        var accessToken = api.signUp(email).text("tokens/access_token");
        api.me(accessToken);
        gatehouse.awaitTurnToKill("auth-service");
        gatehouse.kill("auth-service");

        var refused = api.signIn(email, Api.PASSWORD);
        var profile = api.me(accessToken);
        var recovered = Eventually.ask(
                Duration.ofSeconds(60),
                () -> api.fromAnotherAddress().signIn(email, Api.PASSWORD),
                answer -> answer.status() == 200);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("service_unavailable");
        assertThat(profile.status())
                .as("what other services hold is still served")
                .isEqualTo(200);
        assertThat(recovered.status()).as(recovered.toString()).isEqualTo(200);
        assertThat(api.me(recovered.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void databaseAndRedisThatDieAreStartedAgain() {
        var email = Api.newEmail();
        api.signUp(email);
        gatehouse.awaitTurnToKill("postgres");
        gatehouse.awaitTurnToKill("redis");
        gatehouse.kill("postgres");
        gatehouse.kill("redis");

        var recovered = Eventually.ask(
                Duration.ofSeconds(60), () -> api.fromAnotherAddress().signIn(email, Api.PASSWORD), Api.Answer::ok);
        var status = Eventually.ask(
                Duration.ofSeconds(60), () -> gatehouse.script().run("status"), result -> result.exitCode() == 0);

        assertThat(recovered.status()).as(recovered.toString()).isEqualTo(200);
        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(gatehouse.script().run("logs", "launcher").output())
                .contains("postgres died and is started again")
                .contains("redis died and is started again");
    }
}
