package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = Tables.of("""
            me         | GET, PATCH | /users/me
            one        | GET        | /users/{id}
            one-change | DELETE     | /users/{id}
            parts      | GET        | /users/{id}/parts/{part}
            files      |            | /files/**
            secret     | GET        | /files/secret
            hosted     |            | /files/secret | admin.example.com
            below      |            | /files/**     | *.example.com
            deeper     |            | /files/**     | *.eu.example.com
            canary     | GET        | /users/me     |                   | X-Canary: *
            canary-two | GET        | /users/me     |                   | X-Canary: 2
            two-fields | GET        | /users/me     |                   | X-Canary: *, X-Team: a
            """);

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
        "GET, /files/secret, secret",
        "GET, /files/secret/more, files"
    })
    void mostSpecificPathDecides(String method, String path, String id) {
        assertThat(find(method, "any", path)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "admin.example.com, /files/secret, hosted",
        "ADMIN.example.com., /files/secret, hosted",
        "admin.example.com, /files/other, below",
        "www.example.com, /files/secret, below",
        "a.b.example.com, /files/secret, below",
        "a.eu.example.com, /files/secret, deeper",
        "eu.example.com, /files/secret, below",
        "example.com, /files/secret, secret",
        "badexample.com, /files/secret, secret",
        "admin.example.com, /users/you, one"
    })
    void mostSpecificHostDecidesBeforePath(String host, String path, String id) {
        assertThat(find("GET", host, path)).isEqualTo(id);
    }

    @Test
    void mostHeaderConditionsDecideThenMostExactOnes() {
        assertThat(find("GET", null, "/users/me", "X-Canary", "")).isEqualTo("canary");
        assertThat(find("GET", null, "/users/me", "x-canary", "2")).isEqualTo("canary-two");
        assertThat(find("GET", null, "/users/me", "X-Canary", "2", "X-Team", "a"))
                .isEqualTo("two-fields");
        assertThat(find("GET", null, "/users/me", "X-Team", "a")).isEqualTo("me");
    }

    @Test
    void fieldWithTwoValuesHasNoExactOne() {
        assertThat(find("GET", null, "/users/me", "X-Canary", "2", "X-Canary", "3"))
                .isEqualTo("canary");
    }

    @Test
    void methodOfTheSamePathIsFoundBehindHeaderConditions() {
        assertThat(find("PATCH", null, "/users/me", "X-Canary", "2")).isEqualTo("me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/users", "/users/", "/users/me/", "/users/1/parts", "/files", "/other", "/Users/me"})
    void nothingElseGetsIn(String path) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> find("GET", null, path))
                .matches(refused -> refused.code == ErrorCode.NOT_FOUND);
    }

    @Test
    void wrongMethodIsToldWhichAreRight() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> find("POST", null, "/users/5"))
                .matches(refused -> refused.code == ErrorCode.METHOD_NOT_ALLOWED)
                .matches(refused ->
                        refused.extensions.get(RouteTable.ALLOWED_METHODS).equals(List.of("DELETE", "GET", "HEAD")));
    }

    @Test
    void lessSpecificPathDoesNotLendItsMethods() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> find("PUT", null, "/files/secret"))
                .matches(refused -> refused.code == ErrorCode.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a | GET | /x/{id}                ! b | GET, PUT | /x/{name}",
                "a | GET | /x                     ! b | HEAD | /x",
                "a | | /x/** | api.example.com    ! b | GET | /x/** | api.example.com",
                "a | | /x | *.example.com         ! b | | /x | *.example.com",
                "a | | /x | | X-A: 1              ! b | | /x | | X-A: 1",
                "a | | /x | | X-A: 1              ! b | | /x | | X-B: 1",
                "a | | /x | | X-A: 1, X-B: *      ! b | | /x | | X-B: 1, X-A: *"
            })
    void routesToTheSameRequestsAreRefused(String one, String other) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Tables.of(one + "\n" + other))
                .withMessageStartingWith("routes 'a' and 'b' claim the same requests to /x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a | GET | /x                     ! b | PUT | /x",
                "a | | /x/{id}                    ! b | | /x/**",
                "a | | /x | api.example.com       ! b | | /x | *.example.com",
                "a | | /x | | X-A: 1              ! b | | /x | | X-A: 2",
                "a | | /x | | X-A: 1              ! b | | /x | | X-A: *",
                "a | | /x | | X-A: 1              ! b | | /x | | X-A: 1, X-B: 1"
            })
    void routesThatDifferAreTaken(String one, String other) {
        assertThat(Tables.of(one + "\n" + other)).isNotNull();
    }

    private String find(String method, String host, String path, String... headers) {
        return Tables.find(table, method, host, path, headers);
    }
}
