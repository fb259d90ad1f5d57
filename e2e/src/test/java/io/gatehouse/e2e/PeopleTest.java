package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Profiles, the directory and preferences, from outside. */
@ExtendWith(SharedGatehouse.class)
class PeopleTest {

    private final Gatehouse gatehouse;
    private final Api api;

    private String ada;
    private String adasId;
    private String eve;

    PeopleTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @BeforeEach
    void signUp() {
        var account = api.signUp(Api.newEmail());
        ada = account.text("tokens/access_token");
        adasId = account.text("account/id");
        eve = api.signUp(Api.newEmail()).text("tokens/access_token");
    }

    @Test
    void personShowsThemselvesFieldByField() {
        var name = "Ada " + UUID.randomUUID();
        assertThat(api.get("/v1/users/" + adasId, eve).code()).isEqualTo("not_found");

        var changed = api.send(
                "PATCH", "/v1/users/me", """
                {"display_name": "%s", "bio": "First programmer", "phone": "+441632960961",
                 "visibility": {"display_name": "members", "bio": "members"}}""".formatted(name), ada, api.me(ada).header("ETag"));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        var seen = api.get("/v1/users/" + adasId, eve);
        assertThat(seen.text("bio")).isEqualTo("First programmer");
        assertThat(seen.json().has("phone")).isFalse();
        assertThat(seen.header("ETag")).isNotEqualTo(changed.header("ETag"));
        assertThat(api.get("/v1/users?query=" + name.substring(8), eve).text("items/0/id"))
                .isEqualTo(adasId);
        assertThat(api.get("/v1/users?ids=" + adasId, eve).text("items/0/display_name"))
                .isEqualTo(name);
    }

    @Test
    void administratorChangesSomebody() {
        var admin = gatehouse.administratorToken();
        var basis = api.get("/v1/users/" + adasId, admin).header("ETag");

        assertThat(api.send("PATCH", "/v1/users/" + adasId, "{\"bio\":\"-\"}", eve, basis)
                        .code())
                .isEqualTo("forbidden");
        assertThat(api.send("PATCH", "/v1/users/" + adasId, "{\"bio\":\"moderated\"}", admin, basis)
                        .status())
                .isEqualTo(200);
        assertThat(api.me(ada).text("bio")).isEqualTo("moderated");
    }

    @Test
    void preferencesAreKept() {
        var path = "/v1/users/me/preferences/theme";

        assertThat(api.send("PUT", path, "{\"value\":{\"dark\":true}}", ada, null)
                        .status())
                .isEqualTo(200);

        assertThat(api.get(path, ada).json().at("/value/dark").asBoolean()).isTrue();
        assertThat(api.get("/v1/users/me/preferences", ada).text("items/0/key")).isEqualTo("theme");
        assertThat(api.get(path, eve).code()).isEqualTo("not_found");
        assertThat(api.send("DELETE", path, "", ada, null).status()).isEqualTo(204);
        assertThat(api.get(path, ada).code()).isEqualTo("not_found");
    }
}
