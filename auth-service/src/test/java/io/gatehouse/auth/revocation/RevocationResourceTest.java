package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationResourceTest {

    @Test
    void theSnapshotHasWhatStillMatters() throws Exception {
        var gone = newPerson();
        var expired = newPerson();
        logout(gone.accessToken()).statusCode(204);
        logout(expired.accessToken()).statusCode(204);
        Database.update("UPDATE revocation SET expires_at = now() WHERE session_id = ?::uuid", sessionOf(expired));

        assertThat(snapshot()).contains(sessionOf(gone)).doesNotContain(sessionOf(expired));
    }

    @Test
    void aLargeSnapshotComesPageByPage() throws Exception {
        Database.update("""
                INSERT INTO revocation (id, session_id, expires_at, appended_at, created_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), now() + interval '1 minute', now(), now(), now()
                FROM generate_series(1, 2001)
                """);

        var sessions = snapshot();

        assertThat(sessions).hasSizeGreaterThanOrEqualTo(2001).doesNotHaveDuplicates();
    }

    @Test
    void onlyCursorsOfTheSnapshotAreTaken() {
        page(serviceToken("gateway"), "garbage")
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", contains("cursor"));
    }

    @Test
    void theSnapshotIsForServicesWithItsScope() {
        given().get("/internal/v1/revocations").then().statusCode(401).body("code", is("invalid_token"));
        page(newPerson().accessToken(), null).statusCode(403).body("code", is("forbidden"));
        page(serviceToken("user-service"), null).statusCode(403).body("code", is("forbidden"));
    }

    /** The sessions of all pages. */
    static List<String> snapshot() {
        var token = serviceToken("gateway");
        var sessions = new ArrayList<String>();
        String cursor = null;
        do {
            var page = page(token, cursor).statusCode(200).extract().jsonPath();
            sessions.addAll(page.getList("items.findAll { it.sid != null }.sid"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return sessions;
    }

    static String sessionOf(Person person) throws SQLException {
        return Database.value("SELECT id FROM session WHERE account_id = ?", person.accountId());
    }

    private static ValidatableResponse page(String token, String cursor) {
        var query = new HashMap<String, String>();
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return given().auth()
                .oauth2(token)
                .queryParams(query)
                .get("/internal/v1/revocations")
                .then();
    }
}
