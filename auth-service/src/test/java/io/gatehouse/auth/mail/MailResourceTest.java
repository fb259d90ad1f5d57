package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MailResourceTest {

    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void whatWasSentIsListedWithoutWhatItSays() {
        var person = newPerson();
        await().until(() -> "sent".equals(MailRows.statusOf(person.email())));

        AdminApi.mails(admin, Map.of("status", "sent"))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .rootPath("items.find { it.recipient == '" + person.email() + "' }")
                .body("template", is("verify_email"))
                .body("status", is("sent"))
                .body("attempts", is(1))
                .body("last_error", nullValue())
                .body("next_attempt_at", nullValue())
                .body(
                        "keySet().sort()",
                        is(List.of("attempts", "created_at", "id", "recipient", "sent_at", "status", "template")));
    }

    @Test
    void pagesHoldEveryDeadLetterOnceTheNewestFirst() throws Exception {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            var id = Ids.next();
            ids.add(id.toString());
            die(id);
        }

        var listed = new ArrayList<String>();
        var parameters = new HashMap<String, Object>(Map.of("status", "dead", "limit", 2));
        do {
            var page = AdminApi.mails(admin, parameters)
                    .statusCode(200)
                    .body("items.status", everyItem(is("dead")))
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            parameters.put("cursor", page.getString("next_cursor"));
        } while (parameters.get("cursor") != null);

        assertThat(listed).containsAll(ids).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void aDeadLetterIsQueuedAgainWithAllItsAttempts() throws Exception {
        var id = Ids.next();
        die(id);

        AdminApi.retryMail(admin, id).statusCode(204);

        await().until(() -> "sent".equals(Database.value("SELECT status FROM mail_message WHERE id = ?", id)));
        assertThat(Database.value("SELECT attempts FROM mail_message WHERE id = ?", id))
                .isEqualTo("1");
    }

    @Test
    void manyWhoAskAtOnceWaitForNoConnection() throws Exception {
        var statuses = Concurrently.times(
                60, () -> AdminApi.retryMail(admin, UUID.randomUUID()).extract().statusCode());

        assertThat(statuses).containsOnly(404);
    }

    @Test
    void aMailThatNobodyKnowsIsNotFound() {
        AdminApi.retryMail(admin, UUID.randomUUID()).statusCode(404).body("code", is("not_found"));
    }

    @ParameterizedTest
    @CsvSource({"status, gone", "status, DEAD", "cursor, abc", "limit, 0", "limit, 101"})
    void whatCannotBeReadIsRefused(String parameter, String value) {
        AdminApi.mails(admin, Map.of(parameter, value))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].field", is(parameter));
    }

    @Test
    void onlyAdministratorsLook() {
        var id = UUID.randomUUID();
        for (var token : List.of(newPerson().accessToken(), serviceToken())) {
            AdminApi.mails(token, Map.of()).statusCode(403).body("code", is("forbidden"));
            AdminApi.retryMail(token, id).statusCode(403).body("code", is("forbidden"));
        }
        given().get("/v1/admin/mails").then().statusCode(401);
        given().post("/v1/admin/mails/{id}/retry", id).then().statusCode(401);
    }

    private static void die(UUID id) throws SQLException {
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, attempts, last_error,
                                          next_attempt_at, created_at, updated_at)
                VALUES (?, 'session_ended', ?, '{}', 'dead', 30, 'ConnectException', now(), now(), now())
                """, id, id + "@example.org");
    }
}
