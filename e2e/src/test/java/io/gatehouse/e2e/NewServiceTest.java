package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code ./gatehouse new-service} lays out, untouched: it builds, passes its tests and answers behind the gateway. */
class NewServiceTest {

    /** Not one that whoever uses this has made. */
    private static final String NAME = Deployment.SERVICES.contains("orders-service") ? "scratch-orders" : "orders";

    private static final String SERVICE = NAME + "-service";
    private static final String PACKAGE = NAME.replace("-", "");
    private static final String ORDERS = "/v1/" + NAME;

    // A build and its tests, on a machine that may be slow.
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void skeletonPassesItsTestsAndAnswersThroughTheGateway() throws IOException {
        var checkout = ScratchCheckout.in(SharedGatehouse.home("new-service").resolve("checkout"));

        var laidOut = checkout.run("gatehouse", "new-service", NAME);
        assertThat(laidOut.output()).contains(SERVICE + " is laid out").doesNotContain("not formatted");
        var again = checkout.run("gatehouse", "new-service", NAME);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains(SERVICE + " exists already").contains("Nothing was written");
        var command = checkout.run("gatehouse", "new-service", "parts", "part/\np\n1e touch made");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.output()).contains("is no name").contains("Nothing was written");
        build(checkout);

        try (var gatehouse = Gatehouse.start(new Script(
                checkout.root(),
                SharedGatehouse.home("new-service").resolve("home"),
                Ports.freeOffset(),
                // The gateway is the one that was packaged without the route.
                Map.of(
                        "GATEHOUSE_ROUTES_FILE",
                        checkout.root()
                                .resolve("gateway/src/main/resources/routes.yaml")
                                .toString())))) {
            answers(new Api(gatehouse));
        }
    }

    /** Its tests are run; what it stands on has been tested already. */
    private static void build(ScratchCheckout checkout) throws IOException {
        var built = checkout.run(
                "mvnw",
                "-q",
                "-B",
                "-pl",
                SERVICE,
                "-am",
                "-Denforcer.skip",
                "-Dspotless.check.skip",
                "-Dtest=io.gatehouse." + PACKAGE + ".**",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dmaven.compiler.useIncrementalCompilation=false",
                "package");

        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(checkout.texts(SERVICE + "/target/surefire-reports"))
                .filteredOn(report -> report.startsWith("---"))
                .hasSizeGreaterThan(5)
                .allMatch(report -> report.contains("Failures: 0, Errors: 0, Skipped: 0"));
    }

    private static void answers(Api api) {
        var ada = api.signUp(Api.newEmail()).text("tokens/access_token");
        var bob = api.signUp(Api.newEmail()).text("tokens/access_token");

        var made = api.post(ORDERS, Map.of("name", "First"), ada);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var one = ORDERS + "/" + UUID.fromString(made.text("id"));
        assertThat(api.get(one, ada).text("name")).isEqualTo("First");
        assertThat(api.get(ORDERS, ada).text("items/0/name")).isEqualTo("First");

        assertThat(api.get(one).status()).isEqualTo(401);
        assertThat(api.get(one).code()).isEqualTo("invalid_token");
        assertThat(api.get(one, bob).code()).isEqualTo("not_found");
        assertThat(api.get(ORDERS, bob).json().at("/items")).isEmpty();

        var changed = api.send("PATCH", one, "{\"name\":\"Second\"}", ada, made.header("ETag"));
        assertThat(changed.text("name")).as(changed.toString()).isEqualTo("Second");
        assertThat(api.send("PATCH", one, "{\"name\":\"Third\"}", ada, made.header("ETag"))
                        .code())
                .isEqualTo("version_conflict");
        assertThat(api.get("/v1/users/me/export", ada)
                        .text("services/" + NAME + "-service/" + NAME.replace('-', '_') + "/0/name"))
                .isEqualTo("Second");
        assertThat(api.get("/openapi.json").json().path("paths").has(ORDERS)).isTrue();

        assertThat(api.send("DELETE", one, "", bob, null).code()).isEqualTo("not_found");
        assertThat(api.send("DELETE", one, "", ada, null).status()).isEqualTo(204);
        assertThat(api.get(one, ada).code()).isEqualTo("not_found");
    }
}
