package io.gatehouse.gateway.identity;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.ForgedTokens;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class EdgeIdentityTest {

    @Inject
    Edge edge;

    @Test
    void goodTokenPassesAndGoesOn() {
        var token = Tokens.fresh();

        var response = get(edge.port(), "/guarded/echo", new Token(token));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo("Bearer " + token);
    }

    @Test
    void missingTokenIsAskedFor() {
        var response = get(edge.port(), "/guarded/echo");

        assertProblem(response, ErrorCode.INVALID_TOKEN);
        assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void expiredTokenIsToldSo() {
        var response = get(edge.port(), "/guarded/echo", new Token(Tokens.expired()));

        assertProblem(response, ErrorCode.TOKEN_EXPIRED);
        assertThat(response.headers().firstValue("www-authenticate"))
                .hasValue("Bearer error=\"invalid_token\", error_description=\"The access token expired\"");
    }

    @Test
    void everyForgeryIsRefused() {
        var key = Tokens.key();
        var forged = ForgedTokens.of(Tokens.fresh(), key.getKeyId(), key.getPrivateKey(), key.getPublicKey());

        assertThat(forged).allSatisfy((_, token) -> refused(token));
    }

    static Stream<Named<Consumer<JwtClaims>>> otherClaims() {
        return Stream.of(
                Named.of("other issuer", claims -> claims.setIssuer("http://evil.example")),
                Named.of("other audience", claims -> claims.setAudience("other")),
                Named.of("no subject", claims -> claims.unsetClaim("sub")),
                Named.of("no expiry", claims -> claims.unsetClaim("exp")),
                Named.of("not yet issued", claims -> {
                    claims.setIssuedAt(Tokens.in(Duration.ofMinutes(10)));
                    claims.setExpirationTime(Tokens.in(Duration.ofMinutes(20)));
                }),
                Named.of("not yet valid", claims -> claims.setNotBefore(Tokens.in(Duration.ofMinutes(10)))));
    }

    @ParameterizedTest
    @MethodSource("otherClaims")
    void aTokenForSomethingElseIsRefused(Consumer<JwtClaims> change) {
        refused(Tokens.with(change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", ".."})
    void garbageIsRefused(String token) {
        refused(token);
    }

    @Test
    void twoTokensAreNone() {
        var response = get(
                edge.port(),
                "/guarded/echo",
                "Authorization",
                "Bearer " + Tokens.fresh(),
                "Authorization",
                "Bearer " + Tokens.fresh());

        assertProblem(response, ErrorCode.INVALID_TOKEN);
    }

    @Test
    void otherSchemeIsNoToken() {
        assertProblem(
                get(edge.port(), "/guarded/echo", "Authorization", "Basic " + Tokens.fresh()), ErrorCode.INVALID_TOKEN);
    }

    @Test
    void optionalIdentityMayBeMissingButNotForged() {
        assertThat(get(edge.port(), "/optional/echo").statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/optional/echo", new Token(Tokens.fresh())).statusCode())
                .isEqualTo(200);
        assertProblem(get(edge.port(), "/optional/echo", new Token(Tokens.fresh() + "=")), ErrorCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer\tforged", "bearer  forged", "BEARER"})
    void tokenIsOneHoweverItsSchemeIsWritten(String authorization) {
        assertProblem(get(edge.port(), "/optional/echo", "Authorization", authorization), ErrorCode.INVALID_TOKEN);
    }

    @Test
    void routeWithoutIdentityLeavesTheTokenToTheService() {
        var response = get(edge.port(), "/open/echo", new Token("anything"));

        assertThat(new JsonObject(response.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo("Bearer anything");
    }

    @ParameterizedTest
    @CsvSource({"user, 403", "admin, 200", "auditor, 200"})
    void oneOfTheRolesIsNeeded(String role, int status) {
        var token = Tokens.with(claims -> claims.setStringListClaim("groups", List.of(role)));

        var response = get(edge.port(), "/admins/echo", new Token(token));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertProblem(response, ErrorCode.FORBIDDEN);
            assertThat(response.headers().firstValue("www-authenticate")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"things:read, 403", "things:read things:write, 200", "'', 403"})
    void allScopesAreNeeded(String scope, int status) {
        var token = Tokens.with(claims -> claims.setStringClaim("scope", scope));

        var response = get(edge.port(), "/scoped/echo", new Token(token));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertProblem(response, ErrorCode.FORBIDDEN);
            assertThat(response.headers().firstValue("www-authenticate"))
                    .hasValue("Bearer error=\"insufficient_scope\", scope=\"things:read things:write\"");
        }
    }

    private void refused(String token) {
        var response = get(edge.port(), "/guarded/echo", new Token(token));

        assertProblem(response, ErrorCode.INVALID_TOKEN);
        assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }
}
