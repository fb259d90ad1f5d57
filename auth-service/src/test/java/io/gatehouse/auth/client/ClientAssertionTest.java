package io.gatehouse.auth.client;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.ClientApi;
import io.gatehouse.auth.Concurrently;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove who they are by a JWT of their own, {@code private_key_jwt}: RFC 7523. */
@QuarkusTest
class ClientAssertionTest {

    private String admin;
    private ClientApi.Client client;
    private ClientKeyPair key;

    @BeforeEach
    void register() throws Exception {
        admin = AdminApi.token();
        client = ClientApi.newClient(admin, "invoices:read", "tokens:introspect");
        key = ClientKeyPair.registered(admin, client.id());
    }

    @Test
    void itGetsATokenLikeASecret() {
        ClientApi.tokenBy(key.assertion())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("token_type", is("Bearer"))
                .body("scope", is("invoices:read tokens:introspect"));
        ClientApi.token(client.id(), client.secret()).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientKeyPair.ISSUER, ClientKeyPair.ISSUER + "/oauth2/token"})
    void itIsForThisServerByEitherName(String audience) {
        ClientApi.tokenBy(key.assertion(claims -> claims.setAudience(List.of("http://elsewhere.example", audience))))
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "client-authentication+jwt"})
    void itMaySayWhatItIs(String type) {
        ClientApi.tokenBy(key.assertionWithHeader(jws -> jws.setHeader("typ", type)))
                .statusCode(200);
    }

    @Test
    void itHoldsAtEveryEndpointThatClientsAuthenticateAt() {
        var token = newPerson().accessToken();

        ClientApi.form(given(), "/oauth2/introspect", "token=" + token + "&" + ClientApi.asForm(key.assertion()))
                .statusCode(200)
                .body("active", is(true));
        ClientApi.form(given(), "/oauth2/revoke", "token=" + token + "&" + ClientApi.asForm(key.assertion()))
                .statusCode(400)
                .body("error", is("unauthorized_client"));
    }

    @Test
    void itHoldsOnceHoweverManySendIt() throws Exception {
        var assertion = key.assertion();

        var statuses = Concurrently.times(
                20, () -> ClientApi.tokenBy(assertion).extract().statusCode());

        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(19);
    }

    @Test
    void anIdIsUsedUpForItsClientAlone() {
        var other = ClientApi.newClient(admin);
        var others = ClientKeyPair.registered(admin, other.id());

        ClientApi.tokenBy(key.assertion(claims -> claims.setJwtId("one"))).statusCode(200);
        ClientApi.tokenBy(others.assertion(claims -> claims.setJwtId("one"))).statusCode(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void wrongClaimsAreRefused(String name, Consumer<JwtClaims> wrong) {
        assertRefused(key.assertion(wrong));
    }

    @Test
    void anotherKeyIsRefused() {
        assertRefused(new ClientKeyPair(client.id()).assertion());
        assertRefused(new ClientKeyPair(client.id()).assertionWithHeader(jws -> jws.setKeyIdHeaderValue(key.kid())));
    }

    @Test
    void aKeyOfAnotherClientIsRefused() {
        var other = ClientKeyPair.registered(admin, ClientApi.newClient(admin).id());

        assertRefused(other.assertion(claims -> {
            claims.setIssuer(client.id());
            claims.setSubject(client.id());
        }));
    }

    @Test
    void otherFormsOfTokensAreRefused() {
        assertRefused("none");
        assertRefused(newPerson().accessToken());
        assertRefused(key.assertionWithHeader(jws -> jws.setHeader("typ", "at+jwt")));
        assertRefused(key.assertionWithHeader(jws -> jws.getHeaders().setStringHeaderValue("kid", null)));
        assertRefused(key.assertionWithHeader(jws -> jws.setHeader("jku", "http://elsewhere.example")));
        assertRefused(key.assertionWithHeader(ClientAssertionTest::signWithThePublicKeyAsSecret));
    }

    @Test
    void oneWayOfAuthenticationAndAllOfIt() {
        var assertion = key.assertion();

        ClientApi.form(
                        given(),
                        "/oauth2/token",
                        "grant_type=client_credentials&client_secret=x&" + ClientApi.asForm(assertion))
                .statusCode(400)
                .body("error", is("invalid_request"));
        ClientApi.form(given(), "/oauth2/token", "grant_type=client_credentials&client_assertion=" + assertion)
                .statusCode(400)
                .body("error_description", containsString("client_assertion_type"));
        ClientApi.form(
                        given(),
                        "/oauth2/token",
                        "grant_type=client_credentials&client_assertion_type=saml&client_assertion=" + assertion)
                .statusCode(400)
                .body("error", is("invalid_request"));
        ClientApi.form(
                        given(),
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id=other&" + ClientApi.asForm(assertion))
                .statusCode(400)
                .body("error", is("invalid_request"));

        ClientApi.tokenBy(assertion).statusCode(200);
    }

    @Test
    void aDeletedClientHasNoKeyAnyMore() {
        ClientApi.delete(admin, client.id()).statusCode(204);
        assertRefused(key.assertion());

        ClientApi.register(admin, Map.of("client_id", client.id(), "name", "Billing", "scopes", List.of()))
                .statusCode(201);
        assertRefused(key.assertion());
    }

    private static void assertRefused(String assertion) {
        ClientApi.tokenBy(assertion)
                .statusCode(401)
                .header("Cache-Control", is("no-store"))
                .body("error", is("invalid_client"));
    }

    private static void signWithThePublicKeyAsSecret(JsonWebSignature jws) {
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey("a key that everybody can read 32".getBytes(StandardCharsets.US_ASCII)));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                claims("another issuer", claims -> claims.setIssuer("someone-else")),
                claims("no issuer", claims -> claims.unsetClaim("iss")),
                claims("another subject", claims -> claims.setSubject("someone-else")),
                claims("the set's own client", claims -> {
                    claims.setIssuer("user-service");
                    claims.setSubject("user-service");
                }),
                claims("a subject no database holds", claims -> {
                    claims.setIssuer("a\0b");
                    claims.setSubject("a\0b");
                }),
                claims("another audience", claims -> claims.setAudience("http://elsewhere.example")),
                claims("the audience of access tokens", claims -> claims.setAudience("gatehouse")),
                claims("no audience", claims -> claims.unsetClaim("aud")),
                claims("no expiry", claims -> claims.unsetClaim("exp")),
                claims("expired", claims -> claims.setExpirationTimeMinutesInTheFuture(-1)),
                claims("an expiry too far", claims -> claims.setExpirationTimeMinutesInTheFuture(6)),
                claims("an expiry beyond all calendars", claims -> claims.setClaim("exp", Long.MAX_VALUE)),
                claims("an expiry that is none", claims -> claims.setClaim("exp", "soon")),
                claims("not yet", claims -> claims.setNotBeforeMinutesInThePast(-1)),
                claims("no id", claims -> claims.unsetClaim("jti")),
                claims("an empty id", claims -> claims.setJwtId(" ")),
                claims("a long id", claims -> claims.setJwtId("x".repeat(256))));
    }

    private static Arguments claims(String name, Consumer<JwtClaims> wrong) {
        return Arguments.of(name, wrong);
    }
}
