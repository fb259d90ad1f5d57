package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.upstream.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(
            route("me", "/users/me", "GET", "PATCH"),
            route("one", "/users/{id}", "GET"),
            route("one-change", "/users/{id}", "DELETE"),
            route("parts", "/users/{id}/parts/{part}", "GET"),
            route("files", "/files/**"),
            route("file-secret", "/files/secret", "GET"),
            hosted("hosted", "/files/secret", "admin.example.com")));

    @ParameterizedTest
    @CsvSource({
        "GET, /users/me, me",
        "HEAD, /users/me, me",
        "GET, /users/you, one",
        "DELETE, /users/you, one-change",
        "GET, /users/me/parts/7, parts",
        "PUT, /files/a, files",
        "PUT, /files/a/b/, files",
        "GET, /files/, files",
        "GET, /files/secret, file-secret",
        "GET, /files/secret/more, files"
    })
    void mostSpecificPathDecides(String method, String path, String id) {
        assertThat(table.find(method, "any", RequestPath.parse(path)).id()).isEqualTo(id);
    }

    @Test
    void hostDecidesFirst() {
        assertThat(table.find("POST", "ADMIN.example.com", RequestPath.parse("/files/secret"))
                        .id())
                .isEqualTo("hosted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/users", "/users/", "/users/me/", "/users/1/parts", "/files", "/other", "/Users/me"})
    void nothingElseGetsIn(String path) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> table.find("GET", null, RequestPath.parse(path)))
                .matches(refused -> refused.code == ErrorCode.NOT_FOUND);
    }

    @Test
    void wrongMethodIsToldWhichAreRight() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> table.find("POST", null, RequestPath.parse("/users/5")))
                .matches(refused -> refused.code == ErrorCode.METHOD_NOT_ALLOWED)
                .matches(refused ->
                        refused.extensions.get(RouteTable.ALLOWED_METHODS).equals(List.of("DELETE", "GET", "HEAD")));
    }

    @Test
    void lessSpecificPathDoesNotLendItsMethods() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> table.find("PUT", null, RequestPath.parse("/files/secret")))
                .matches(refused -> refused.code == ErrorCode.METHOD_NOT_ALLOWED);
    }

    private static Route route(String id, String path, String... methods) {
        return make(id, path, null, methods);
    }

    private static Route hosted(String id, String path, String host) {
        return make(id, path, host);
    }

    private static Route make(String id, String path, String host, String... methods) {
        return new Route(
                id,
                List.of(path),
                methods.length == 0 ? Set.copyOf(Route.METHODS) : Set.of(methods),
                host,
                "upstream",
                IdentityRule.NONE,
                Set.of(),
                Set.of(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                RetryPolicy.DEFAULT);
    }
}
