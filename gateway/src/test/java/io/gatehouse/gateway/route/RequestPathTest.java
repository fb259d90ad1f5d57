package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void pathAndQueryAreKept() {
        var path = RequestPath.parse("/v1/users/42?q=a%2Fb&x=..");

        assertThat(path.path()).isEqualTo("/v1/users/42");
        assertThat(path.query()).isEqualTo("?q=a%2Fb&x=..");
        assertThat(path.target()).isEqualTo("/v1/users/42?q=a%2Fb&x=..");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/%75sers, /v1/users",
        "/%76%31/a%2Db%5Fc%7E, /v1/a-b_c~",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%20b, /a%20b",
        "/%e2%82%ac%F0%9F%98%80, /%E2%82%AC%F0%9F%98%80",
        "/, /",
        "/a/, /a/",
        "/.well-known/x, /.well-known/x",
        "/a..b/...c, /a..b/...c",
        "/a:b@c!$&'()*+=, '/a:b@c!$&''()*+='"
    })
    void pathHasOneSpelling(String target, String path) {
        assertThat(RequestPath.parse(target).path()).isEqualTo(path.replace("''", "'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1",
                "http://other/v1",
                "?a=b",
                "/a/../b",
                "/..",
                "/.",
                "/a/./b",
                "/a//b",
                "//a",
                "/a/%2e%2e/b",
                "/a/%2E/b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00b",
                "/a%0d%0ab",
                "/a%7f",
                "/a;v=1/b",
                "/a%3bb",
                "/a%252e",
                "/a/%c0%ae%c0%ae/b",
                "/a/%e0%80%ae/b",
                "/a%c0%afb",
                "/a%e9",
                "/a%c3",
                "/a%c3/%a9",
                "/a%a9",
                "/a%ed%a0%80",
                "/a%f4%90%80%80",
                "/a%ff",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%\uff12\uff10",
                "/a b",
                "/a\tb",
                "/a\u00e9",
                "/a#b",
                "/a<b>",
                "/a\"b",
                "/a?b c",
                "/a?b#c",
                "/a?b=%",
                "/a?b=%4",
                "/a?b=%zz",
                "/a?b\u00e9"
            })
    void pathWithTwoReadingsIsRefused(String target) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> RequestPath.parse(target))
                .matches(refused -> refused.code == ErrorCode.MALFORMED_REQUEST);
    }
}
