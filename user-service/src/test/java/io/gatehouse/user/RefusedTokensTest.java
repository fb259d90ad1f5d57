package io.gatehouse.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@UserServiceTest
class RefusedTokensTest {

    private static final String TOLD = "X-Failure-Handler";

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    /** Tells whether somebody would handle a token that is refused before a resource asks for it. */
    @Singleton
    static class Telling {

        void register(@Observes Filters filters) {
            filters.register(Telling::tell, SecurityHandlerPriorities.AUTHORIZATION);
        }

        private static void tell(RoutingContext context) {
            var isHandled = context.data().containsKey(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
            context.response().putHeader(TOLD, String.valueOf(isHandled));
            context.next();
        }
    }

    @Test
    void noRequestPaysForTheTemplateOfItsPathBeforehand() {
        given().get("/v1/users/me").then().statusCode(401).header(TOLD, is("false"));
    }

    @Test
    void whatIsRefusedIsCountedUnderTheTemplateOfItsPath() {
        given().header("Authorization", "Bearer not.a.token")
                .get("/v1/users/" + UUID.randomUUID())
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));

        assertThat(given().get(metrics).asString().lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")
                        && line.contains("status=\"401\"")
                        && line.contains("uri=\"/v1/users/{id}\""));
    }
}
