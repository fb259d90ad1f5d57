package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person does with the mails they get, through the gateway. */
@ExtendWith(SharedGatehouse.class)
class RecoveryTest {

    private static final String ANOTHER = "staple-violet-anchor-17";

    private final Gatehouse gatehouse;
    private final Api api;

    RecoveryTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @Test
    void addressIsVerifiedByTheLinkOfItsMailAndNotByReadingIt() {
        var email = Api.newEmail();
        var accessToken = api.signUp(email).text("tokens/access_token");
        var link = link(email, 1);

        var page = api.get(link.getPath());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(verified(accessToken)).isFalse();
        assertThat(api.post("/v1/auth/email/verify", Map.of("token", token(link)))
                        .status())
                .isEqualTo(204);

        assertThat(verified(accessToken)).isTrue();
    }

    @Test
    void forgottenPasswordIsReplacedByTheLinkOfItsMail() {
        var email = Api.newEmail();
        var refreshToken = api.signUp(email).text("tokens/refresh_token");
        link(email, 1);

        assertThat(api.post("/v1/auth/password/forgot", Map.of("email", email)).status())
                .isEqualTo(202);
        var token = token(link(email, 2));
        var reset = api.post("/v1/auth/password/reset", Map.of("token", token, "new_password", ANOTHER));

        assertThat(reset.status()).isEqualTo(204);
        assertThat(api.signIn(email, ANOTHER).status()).isEqualTo(200);
        assertThat(api.signIn(email, Api.PASSWORD).code()).isEqualTo("invalid_credentials");
        assertThat(api.refresh(refreshToken).code()).isEqualTo("session_revoked");
    }

    private boolean verified(String accessToken) {
        return api.get("/v1/auth/account", accessToken)
                .json()
                .get("email_verified")
                .asBoolean();
    }

    /** The link of the newest mail to the address, once there are so many with one. */
    private URI link(String email, int mails) {
        return Eventually.ask(Duration.ofSeconds(30), () -> links(email), found -> found.size() >= mails)
                .getLast();
    }

    private List<URI> links(String email) {
        return gatehouse.inbox().mailsTo(email).stream()
                .flatMap(mail -> mail.links().stream())
                .filter(link -> link.contains("#token="))
                .map(URI::create)
                .toList();
    }

    private static String token(URI link) {
        return link.getFragment().substring("token=".length());
    }
}
