package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A team comes together, from outside. */
@ExtendWith(SharedGatehouse.class)
class OrganizationsTest {

    private static final String NAME = "Analytical Engines";

    private final Gatehouse gatehouse;
    private final Api api;

    OrganizationsTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @Test
    void whoIsInvitedByMailBelongsToTheOrganization() {
        var ada = api.signUp(Api.newEmail()).text("tokens/access_token");
        var email = Api.newEmail();
        var grace = api.signUp(email).text("tokens/access_token");
        assertThat(api.post("/v1/auth/email/verify", Map.of("token", token(email, "/account/verify")))
                        .status())
                .isEqualTo(204);

        var made = api.post("/v1/organizations", Map.of("name", NAME), ada);
        var organization = "/v1/organizations/" + made.text("id");
        var invited = api.post(organization + "/invitations", Map.of("email", email, "role", "member"), ada);
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        var token = Map.of("token", token(email, "/account/invitation"));

        assertThat(api.get("/account/invitation").status()).isEqualTo(200);
        assertThat(api.post("/v1/invitations/accept", token).code()).isEqualTo("invalid_token");
        assertThat(api.post("/v1/invitations/accept", token, ada).code()).isEqualTo("not_addressee");
        var accepted = api.post("/v1/invitations/accept", token, grace);
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(200);
        assertThat(api.post("/v1/invitations/accept", token, grace).code()).isEqualTo("one_time_token_invalid");
        assertThat(api.post("/v1/invitations/decline", token).code()).isEqualTo("one_time_token_invalid");

        assertThat(api.get("/v1/users/me/organizations", grace).text("items/0/name"))
                .isEqualTo(NAME);
        assertThat(api.get(organization + "/members", grace).json().at("/items"))
                .hasSize(2);
        assertThat(api.send("PATCH", organization, "{\"name\":\"Mine\"}", grace, made.header("ETag"))
                        .code())
                .isEqualTo("forbidden");
        assertThat(api.send("DELETE", organization, "", ada, null).status()).isEqualTo(204);
        assertThat(api.get(organization, grace).code()).isEqualTo("not_found");
    }

    /** The token of the link to a page, once its mail has come. */
    private String token(String email, String page) {
        var links = Eventually.ask(
                Duration.ofSeconds(60),
                () -> gatehouse.inbox().mailsTo(email).stream()
                        .flatMap(mail -> mail.links().stream())
                        .filter(link -> link.contains(page + "#token="))
                        .map(URI::create)
                        .toList(),
                found -> !found.isEmpty());
        return links.getFirst().getFragment().substring("token=".length());
    }
}
