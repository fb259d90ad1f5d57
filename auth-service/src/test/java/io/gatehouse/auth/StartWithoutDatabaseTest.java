package io.gatehouse.auth;

import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.login;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StartWithoutDatabaseTest.DatabaseIsDown.class)
class StartWithoutDatabaseTest {

    private static final String ADMIN = "first-administrator@example.org";
    private static final String PASSWORD = "a password for tests only";

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @AfterEach
    void bringBack() {
        PostgresTestResource.server().start();
    }

    @Test
    void itStartsAndBecomesReadyOnceTheDatabaseIsThere() throws Exception {
        given().get(readiness).then().statusCode(503);
        given().get("/.well-known/oauth-authorization-server").then().statusCode(200);
        login(ADMIN, PASSWORD).statusCode(503).body("code", is("service_unavailable"));

        PostgresTestResource.server().start();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get(readiness).statusCode() == 200);
        // The first administrator is made by the same retry.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> login(ADMIN, PASSWORD).extract().statusCode() == 200);
        String token = login(ADMIN, PASSWORD).extract().path("access_token");
        account(token).statusCode(200).body("roles", containsInAnyOrder("admin", "user"));
        assertThat(Database.value(
                        "SELECT count(*) FROM outbox_event JOIN account ON aggregateid = account.id WHERE email = ?",
                        ADMIN))
                .isEqualTo("1");
    }

    /** The service of this test starts while its database refuses connections. */
    public static class DatabaseIsDown implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.admin.email", ADMIN, "gatehouse.admin.password", PASSWORD);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StopDatabase.class));
        }
    }

    /** Ends the server that the resource before it has started and migrated. */
    public static class StopDatabase implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Map<String, String> start() {
            PostgresTestResource.server().stop();
            return Map.of();
        }

        @Override
        public void stop() {}
    }
}
