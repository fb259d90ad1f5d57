package io.gatehouse.auth.key;

import static io.gatehouse.auth.AdminApi.keys;
import static io.gatehouse.auth.AdminApi.rotateKeys;
import static io.gatehouse.auth.AdminApi.withdrawKey;
import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyResourceTest {

    private static final String EVENTS =
            "SELECT count(*) FROM audit_event WHERE action = ? AND coalesce(subject, '') = ?";

    @Inject
    SigningKeys signing;

    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void keysAreListedWithoutTheirSecrets() {
        keys(admin)
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body(
                        "items.find { it.status == 'active' }.kid",
                        is(signing.active().kid()))
                .body("items.find { it.status == 'active' }.activated_at", notNullValue())
                .body(
                        "items.find { it.status == 'next' }.keySet()",
                        is(java.util.Set.of("kid", "status", "created_at")));
    }

    @Test
    void theNextKeySignsAndTokensOfTheOneBeforeStayGood() throws SQLException {
        announcedLongAgo();
        var before = signing.active().kid();
        var next = kid("next");
        var rotations = events("key_rotated", "");

        rotateKeys(admin).statusCode(204);

        assertThat(signing.active().kid()).isEqualTo(next);
        assertThat(kid("active")).isEqualTo(next);
        account(admin).statusCode(200);
        account(newPerson().accessToken()).statusCode(200);
        published().body("keys.kid", hasItem(before));
        assertThat(events("key_rotated", "")).isEqualTo(rotations + 1);
    }

    @Test
    void aKeyThatVerifiersMayNotKnowYetDoesNotSign() throws SQLException {
        announcedLongAgo();
        rotateKeys(admin).statusCode(204);
        var active = kid("active");
        var rotations = events("key_rotated", "");

        rotateKeys(admin).statusCode(409).body("code", is("rotation_too_soon")).header("Retry-After", notNullValue());

        assertThat(kid("active")).isEqualTo(active);
        assertThat(events("key_rotated", "")).isEqualTo(rotations);
    }

    @Test
    void manyRotationsAtOnceWaitForEachOtherAndForNoConnection() throws Exception {
        announcedLongAgo();
        var rotations = events("key_rotated", "");

        var statuses = Concurrently.times(40, () -> rotateKeys(admin).extract().statusCode());

        assertThat(statuses).containsOnly(204, 409).containsOnlyOnce(204);
        assertThat(events("key_rotated", "")).isEqualTo(rotations + 1);
    }

    @Test
    void changesNeedARecentSignIn() throws SQLException {
        var stale = AdminApi.staleToken();

        rotateKeys(stale).statusCode(401).body("code", is("reauthentication_required"));
        withdrawKey(stale, kid("next")).statusCode(401).body("code", is("reauthentication_required"));
        keys(stale).statusCode(200);
    }

    @Test
    void whatAWithdrawnKeyHasSignedIsRefusedAtOnce() throws SQLException {
        var known = signing.active().kid();
        var next = kid("next");

        withdrawKey(admin, known).statusCode(204);

        account(admin).statusCode(401).body("code", is("invalid_token"));
        published().body("keys.kid", not(hasItem(known)));
        assertThat(signing.active().kid()).isEqualTo(next);
        account(newPerson().accessToken()).statusCode(200);
        assertThat(events("key_withdrawn", known)).isEqualTo(1);
        assertThat(Database.value("SELECT private_key_sealed FROM signing_key WHERE kid = ?", known))
                .isNull();
    }

    @Test
    void theNextKeyIsWithdrawnToo() throws SQLException {
        var known = kid("next");

        withdrawKey(admin, known).statusCode(204);
        withdrawKey(admin, known).statusCode(204);

        assertThat(kid("next")).isNotEqualTo(known);
        assertThat(events("key_withdrawn", known)).isEqualTo(1);
        account(admin).statusCode(200);
    }

    @Test
    void aKeyThatNeverWasCannotBeWithdrawn() {
        withdrawKey(admin, "nobody-knows-this-key").statusCode(404).body("code", is("not_found"));
    }

    @Test
    void onlyWhoMayRotateKeysDoes() throws SQLException {
        var support = AdminApi.tokenWith("support");

        Stream.of(
                        keys(support),
                        rotateKeys(support),
                        withdrawKey(support, signing.active().kid()))
                .forEach(refused -> refused.statusCode(403).body("code", is("forbidden")));
        Stream.of(
                        given().get("/v1/admin/keys"),
                        given().post("/v1/admin/keys/rotation"),
                        given().delete("/v1/admin/keys/some"))
                .forEach(refused -> refused.then().statusCode(401).body("code", is("invalid_token")));
    }

    private static ValidatableResponse published() {
        return given().get("/.well-known/jwks.json").then();
    }

    private static void announcedLongAgo() throws SQLException {
        Database.update("UPDATE signing_key SET created_at = created_at - INTERVAL '2 hours' WHERE status = 'next'");
    }

    private static String kid(String status) throws SQLException {
        return Database.value("SELECT kid FROM signing_key WHERE status = ?", status);
    }

    private static int events(String action, String subject) throws SQLException {
        return Integer.parseInt(Database.value(EVENTS, action, subject));
    }
}
