package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is done with roles. */
public final class RoleApi {

    private static final String ROLE = "/v1/admin/roles/{name}";

    private RoleApi() {}

    /** A name that no other role has. */
    public static String freshName() {
        return "role-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static ValidatableResponse list(String token, Map<String, ?> parameters) {
        return with(token).queryParams(parameters).get("/v1/admin/roles").then();
    }

    public static ValidatableResponse get(String token, String name) {
        return with(token).get(ROLE, name).then();
    }

    public static ValidatableResponse create(String token, String name, String... permissions) {
        return createAs(token, Map.of("name", name, "description", "For a test", "permissions", List.of(permissions)));
    }

    public static ValidatableResponse createAs(String token, Map<String, ?> body) {
        return with(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/admin/roles")
                .then();
    }

    /** Changes a role, whatever its version. */
    public static ValidatableResponse change(String token, String name, Map<String, ?> patch) {
        return change(token, name, "*", patch);
    }

    public static ValidatableResponse change(String token, String name, String basis, Map<String, ?> patch) {
        return with(token)
                .header("If-Match", basis)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(ROLE, name)
                .then();
    }

    public static ValidatableResponse delete(String token, String name) {
        return with(token).delete(ROLE, name).then();
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }
}
