package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Responses that break HTTP or could be read in two ways, byte for byte, and what the client gets. A connection on which
 * something was not as it should be carries no other request: its answer could be somebody else's.
 */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ResponseSmugglingTest {

    private static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nffffffff";

    @Inject
    Edge edge;

    /**
     * One row.
     *
     * @param bytes what the service says: {f} is a whole response of its own and {f#} its length, | a pause, ! the end of the
     *     connection
     * @param status what the client gets
     * @param reused whether the service's connection carries the next request
     */
    record Row(String name, String bytes, int status, String body, boolean reused) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                // Two lengths
                bad("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"),
                bad("the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde"),
                bad("lengths in a list", "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nabcdef"),
                bad("length with a plus", "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nabcde"),
                bad("length below zero", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabcde"),
                bad("length in hexadecimal", "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\nabcde"),
                bad("length that overflows", "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551621\r\n\r\nabcde"),
                bad(
                        "length and coding",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad(
                        "coding twice",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("gzip and chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                bad("identity", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nabcde"),
                bad("coding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                // Lines and fields
                bad("status line with a bare line feed", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n"),
                bad("field with a bare line feed", "HTTP/1.1 200 OK\r\nX: y\nContent-Length: 0\r\n\r\n"),
                bad("NUL in a value", "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 0\r\n\r\n"),
                bad(
                        "bare carriage return in a value",
                        "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n"),
                bad("control character in a name", "HTTP/1.1 200 OK\r\nX\u0001: a\r\nContent-Length: 0\r\n\r\n"),
                bad("no colon", "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n"),
                bad("no name", "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 0\r\n\r\n"),
                bad("header that breaks off", "HTTP/1.1 200 OK\r\nContent-Le!"),
                good("space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nabcde", 200, "abcde"),
                good(
                        "folded field",
                        "HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\nContent-Length: 5\r\n\r\nabcde",
                        200,
                        "abcde"),
                // Statuses
                bad("another protocol", "ICY 200 OK\r\nContent-Length: 0\r\n\r\n"),
                bad("HTTP/2.0", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"),
                bad("status below all", "HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n"),
                bad("status of four digits", "HTTP/1.1 2000 X\r\nContent-Length: 0\r\n\r\n"),
                bad("status in words", "HTTP/1.1 OK X\r\nContent-Length: 0\r\n\r\n"),
                bad(
                        "protocol that nobody asked for",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
                bad("interim responses without end", "{20 interim}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                good(
                        "interim response",
                        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                        200,
                        "abcde"),
                good(
                        "hints before the response",
                        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                        200,
                        "abcde"),
                good(
                        "interim response that has a length",
                        "HTTP/1.1 102 X\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                        200,
                        "abcde"),
                good(
                        "continue that nobody asked for",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                        200,
                        "abcde"),
                // What follows a response
                last("body after 204", "HTTP/1.1 204 No Content\r\nContent-Length: {f#}\r\n\r\n{f}", 204, ""),
                last(
                        "chunks after 204",
                        "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
                        204,
                        ""),
                good("body of 205", "HTTP/1.1 205 Reset Content\r\nContent-Length: {f#}\r\n\r\n{f}", 205, ""),
                good(
                        "chunks of 205",
                        "HTTP/1.1 205 Reset Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
                        205,
                        ""),
                last("body after 304", "HTTP/1.1 304 Not Modified\r\nContent-Length: {f#}\r\n\r\n{f}", 304, ""),
                last("another response", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde{f}", 200, "abcde"),
                last(
                        "another response after chunks",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n{f}",
                        200,
                        "abcde"),
                last("one byte too many", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcde", 200, "abcd"),
                last("another response later", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde|{f}", 200, "abcde"),
                last(
                        "half a response later",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde|HTTP/1.1 200 O",
                        200,
                        "abcde"),
                last(
                        "response that closes",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde",
                        200,
                        "abcde"),
                good("response as it should be", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde", 200, "abcde"),
                good(
                        "chunks as they should be",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
                        200,
                        "abcde"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void responseIsRefusedOrReadAsTheStandardSays(Row row) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var before = connection(client);
            client.sendLines("GET " + saying(row.bytes) + " HTTP/1.1", "Host: a");
            var answer = row.status == 304 ? client.readHead() : client.read();

            assertThat(answer.status()).isEqualTo(row.status);
            if (row.status == 502) {
                GatewayApi.assertProblem(answer, ErrorCode.UPSTREAM_FAILED);
            } else {
                assertThat(answer.body()).isEqualTo(row.body);
            }
            if (row.bytes.contains("|")) {
                // What comes later finds nobody who waits for it.
                await(() -> fate(before), "closed");
            }
            var after = connection(client);
            assertThat(after).isNotEqualTo("ffffffff");
            assertThat(after.equals(before)).as("reused").isEqualTo(row.reused);
        }
    }

    @Test
    void bodyAfterHeadIsNotTheNextResponse() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var before = connection(client);
            client.sendLines(
                    "HEAD " + saying("HTTP/1.1 200 OK\r\nContent-Length: {f#}\r\n\r\n{f}") + " HTTP/1.1", "Host: a");

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(connection(client)).isNotEqualTo("ffffffff").isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("brokenBodies")
    void bodyThatCannotBeReadNeverLooksWhole(String body) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(
                    "GET " + saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n|" + body)
                            + " HTTP/1.1",
                    "Host: a");

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.readRest()).startsWith("5\r\nabcde\r\n").doesNotEndWith("0\r\n\r\n");
        }
    }

    static Stream<String> brokenBodies() {
        return Stream.of(
                "zz\r\nabcde\r\n0\r\n\r\n",
                "-5\r\nabcde\r\n0\r\n\r\n",
                "5\nabcde\r\n0\r\n\r\n",
                "5;\nabcde\r\n0\r\n\r\n",
                "5\r\nabcdefgh\r\n0\r\n\r\n",
                "!");
    }

    private static String connection(RawClient client) throws IOException {
        return client.sendLines("GET /raw/connection HTTP/1.1", "Host: a")
                .read()
                .body();
    }

    private String fate(String connection) {
        return GatewayApi.get(edge.port(), "/open/fate?id=connection-" + connection)
                .body();
    }

    /** The path at which the service says just this. */
    private static String saying(String bytes) {
        var all = bytes.replace("{f#}", Integer.toString(FORGED.length()))
                .replace("{f}", FORGED)
                .replace("{20 interim}", "HTTP/1.1 102 Processing\r\n\r\n".repeat(20));
        return "/raw/"
                + Stream.of(all.split("\\|", -1))
                        .map(ResponseSmugglingTest::encoded)
                        .collect(Collectors.joining("."));
    }

    private static String encoded(String part) {
        var end = part.endsWith("!") ? "!" : "";
        var bytes = part.substring(0, part.length() - end.length()).getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + end;
    }

    private static Row bad(String name, String bytes) {
        return new Row(name, bytes, 502, null, false);
    }

    private static Row last(String name, String bytes, int status, String body) {
        return new Row(name, bytes, status, body, false);
    }

    private static Row good(String name, String bytes, int status, String body) {
        return new Row(name, bytes, status, body, true);
    }
}
