package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is done with clients, by administrators and by themselves. */
public final class ClientApi {

    private static final String CLIENT = "/v1/admin/clients/{id}";

    private ClientApi() {}

    /** A client and its first secret. */
    public record Client(String id, String secret) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** An id that no other client has. */
    public static String freshId() {
        return "client-" + UUID.randomUUID();
    }

    /** A new client that may ask for these scopes. */
    public static Client newClient(String admin, String... scopes) {
        var id = freshId();
        var secret = register(admin, Map.of("client_id", id, "name", "Billing", "scopes", List.of(scopes)))
                .statusCode(201)
                .extract()
                .<String>path("client_secret");
        return new Client(id, secret);
    }

    public static ValidatableResponse register(String token, Map<String, ?> body) {
        return with(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/admin/clients")
                .then();
    }

    public static ValidatableResponse list(String token, Map<String, ?> parameters) {
        return with(token).queryParams(parameters).get("/v1/admin/clients").then();
    }

    public static ValidatableResponse get(String token, String id) {
        return with(token).get(CLIENT, id).then();
    }

    public static ValidatableResponse change(String token, String id, String basis, Map<String, ?> patch) {
        return with(token)
                .header("If-Match", basis)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(CLIENT, id)
                .then();
    }

    public static ValidatableResponse delete(String token, String id) {
        return with(token).delete(CLIENT, id).then();
    }

    public static ValidatableResponse addSecret(String token, String id) {
        return with(token).post(CLIENT + "/secrets", id).then();
    }

    public static ValidatableResponse removeSecret(String token, String id, String secret) {
        return with(token).delete(CLIENT + "/secrets/{secret}", id, secret).then();
    }

    public static ValidatableResponse setKey(String token, String id, String kid, Map<String, ?> jwk) {
        return with(token)
                .contentType(ContentType.JSON)
                .body(jwk)
                .put(CLIENT + "/keys/{kid}", id, kid)
                .then();
    }

    public static ValidatableResponse removeKey(String token, String id, String kid) {
        return with(token).delete(CLIENT + "/keys/{kid}", id, kid).then();
    }

    /** Asks the token endpoint as the client that has signed this. */
    public static ValidatableResponse tokenBy(String assertion) {
        return form(given(), "/oauth2/token", "grant_type=client_credentials&" + asForm(assertion));
    }

    public static String asForm(String assertion) {
        return "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                + assertion;
    }

    /** Asks the token endpoint as this client. */
    public static ValidatableResponse token(String id, String secret) {
        return form(given().auth().preemptive().basic(id, secret), "/oauth2/token", "grant_type=client_credentials");
    }

    public static ValidatableResponse introspect(Client client, String token) {
        return form(
                given().auth().preemptive().basic(client.id, client.secret), "/oauth2/introspect", "token=" + token);
    }

    public static ValidatableResponse form(RequestSpecification client, String path, String form) {
        return client.contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(path)
                .then();
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }
}
