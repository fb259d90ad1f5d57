package io.gatehouse.auth.token;

import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.key.SigningKeys;
import io.gatehouse.local.test.ForgedTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTokenTest {

    @Inject
    SigningKeys keys;

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void aTokenSaysWhatRfc9068Wants() {
        var header = part(person.accessToken(), 0);
        var claims = part(person.accessToken(), 1);

        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("alg")).isEqualTo("ES256");
        assertThat(header.getString("kid")).isEqualTo(keys.active().kid());
        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "client_id",
                        "sid",
                        "scope",
                        "groups",
                        "amr",
                        "acr",
                        "auth_time");
        assertThat(claims.getString("sub")).isEqualTo(person.accountId().toString());
        assertThat(claims.getString("client_id")).isEqualTo("gatehouse");
        assertThat(claims.getString("aud")).isEqualTo("gatehouse");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
        assertThat(claims.getJsonArray("groups")).containsExactly("user");
    }

    @Test
    void aTokenSignedWithTheKeyIsAccepted() throws Exception {
        account(signed(claims -> {})).statusCode(200);
    }

    @Test
    void everyForgeryIsRefused() {
        var key = keys.active();
        var forged = ForgedTokens.of(person.accessToken(), key.kid(), key.privateKey(), key.publicKey());

        assertThat(forged).allSatisfy((_, token) -> refused(token));
    }

    @Test
    void anotherIssuerOrAudienceIsRefused() throws Exception {
        refused(signed(claims -> claims.setIssuer("https://elsewhere.example.org")));
        refused(signed(claims -> claims.setAudience("another-set")));
    }

    @Test
    void anOldTokenHasExpired() throws Exception {
        var token = signed(claims -> claims.setExpirationTimeMinutesInTheFuture(-1));

        account(token)
                .statusCode(401)
                .body("code", is("token_expired"))
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void garbageIsRefused() {
        refused("garbage");
        refused("a.b.c");
        refused("");
    }

    @Test
    void theMetadataTellWhereTheEndpointsAre() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body("issuer", is("http://localhost:8080"))
                .body("token_endpoint", is("http://localhost:8080/oauth2/token"))
                .body("jwks_uri", is("http://localhost:8080/.well-known/jwks.json"))
                .body("grant_types_supported", hasItems("client_credentials"))
                .body(
                        "token_endpoint_auth_methods_supported",
                        hasItems("client_secret_basic", "client_secret_post", "private_key_jwt"))
                .body("token_endpoint_auth_signing_alg_values_supported", hasItems("ES256"))
                .body("revocation_endpoint_auth_methods_supported", hasItems("none"));
    }

    private static void refused(String token) {
        account(token).statusCode(401).body("code", is("invalid_token"));
    }

    private String signed(Consumer<JwtClaims> change) throws Exception {
        var claims = claims();
        change.accept(claims);
        var jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        jws.setAlgorithmHeaderValue("ES256");
        jws.setKeyIdHeaderValue(keys.active().kid());
        jws.setKey(keys.active().privateKey());
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }

    private JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setAudience("gatehouse");
        claims.setSubject(person.accountId().toString());
        claims.setIssuedAt(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("client_id", "gatehouse");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        return claims;
    }

    private static JsonObject part(String token, int index) {
        var encoded = token.split("\\.", -1)[index];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
