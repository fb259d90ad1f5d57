package io.gatehouse.kit.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests trust 127.0.0.1 as a gateway and nobody else. */
@QuarkusTest
class CurrentClientTest {

    @TestHTTPResource("/who-am-i")
    URI whoAmI;

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7, 198.51.100.7",
        "::ffff:198.51.100.7, 198.51.100.7, 198.51.100.7",
        "2001:db8:0:7::1, 2001:db8:0:7:0:0:0:1, 20010db800000007/64",
        "2001:DB8:0:7:ffff::3, 2001:db8:0:7:ffff:0:0:3, 20010db800000007/64",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1, 20010db800000000/64",
    })
    void aTrustedGatewaySaysWhoTheClientIs(String forwarded, String address, String network) {
        from(forwarded).body("address", is(address)).body("network", is(network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "example.org", "_hidden", "198.51.100.256"})
    void whatIsNoAddressLeavesThePeer(String forwarded) {
        from(forwarded).body("address", is("127.0.0.1"));
    }

    @Test
    void withoutAGatewayThePeerIsTheClient() {
        given().get("/who-am-i").then().statusCode(200).body("address", is("127.0.0.1"));
    }

    @Test
    void aPeerThatIsNoGatewayCannotClaimAnAddress() throws IOException {
        assertThat(claiming("X-Forwarded-For: 198.51.100.7", "127.0.0.2"))
                .contains("\"address\":\"127.0.0.2\"")
                .doesNotContain("198.51.100.7");
    }

    @Test
    void onlyOneHeaderIsBelieved() {
        given().header("Forwarded", "for=198.51.100.7")
                .header("X-Real-IP", "198.51.100.7")
                .get("/who-am-i")
                .then()
                .body("address", is("127.0.0.1"));
    }

    @Test
    void theUserAgentIsHarmlessAndShort() {
        calledItself("Fire\tfox 1").body("user_agent", is("Firefox 1"));
        calledItself("x".repeat(1_000)).body("user_agent", is("x".repeat(200)));
        calledItself(" ").body("user_agent", is("unknown"));
    }

    private static ValidatableResponse from(String forwarded) {
        return given().header("X-Forwarded-For", forwarded)
                .get("/who-am-i")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse calledItself(String userAgent) {
        return given().header("User-Agent", userAgent).get("/who-am-i").then().statusCode(200);
    }

    private String claiming(String header, String peer) throws IOException {
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), whoAmI.getPort(), InetAddress.ofLiteral(peer), 0)) {
            socket.getOutputStream()
                    .write(("GET /who-am-i HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
