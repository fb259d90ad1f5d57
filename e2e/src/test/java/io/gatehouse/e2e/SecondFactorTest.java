package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in with two factors, through the gateway. */
@ExtendWith(SharedGatehouse.class)
class SecondFactorTest {

    private final Api api;

    SecondFactorTest(Gatehouse gatehouse) {
        this.api = new Api(gatehouse);
    }

    @Test
    void onceActivatedTheSecondFactorIsAskedFor() {
        var email = Api.newEmail();
        var accessToken = api.signUp(email).text("tokens/access_token");
        var enrolled = api.post("/v1/auth/mfa/totp", Map.of(), accessToken);
        assertThat(enrolled.status()).isEqualTo(200);
        var authenticator = new Authenticator(enrolled.text("secret"));
        var now = Instant.now();
        var activated = api.post("/v1/auth/mfa/totp/activate", Map.of("code", authenticator.code(now)), accessToken);
        assertThat(activated.json().get("recovery_codes")).hasSize(10);

        var challenge = api.signIn(email, Api.PASSWORD);
        assertThat(challenge.code()).isEqualTo("mfa_required");
        // Of the next step, since each is accepted once.
        var signedIn = api.post(
                "/v1/auth/login/mfa",
                Map.of("mfa_token", challenge.text("mfa_token"), "code", authenticator.code(now.plusSeconds(30))));

        assertThat(signedIn.status()).isEqualTo(200);
        var sessions = api.get("/v1/auth/sessions", signedIn.text("access_token"));
        assertThat(sessions.json().get("items")).hasSize(2);
    }
}
