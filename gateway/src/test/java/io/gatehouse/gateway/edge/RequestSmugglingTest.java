package io.gatehouse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that break HTTP or could be read in two ways, byte for byte, and what becomes of them. Most are followed by a second
 * request, which somebody who reads them otherwise would find: it must reach no service.
 */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RequestSmugglingTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Inject
    Edge edge;

    /**
     * One row.
     *
     * @param bytes what is sent: {t} is the target, {s} the second request, in the place of {17K} stands so much
     * @param answers the statuses that come back
     * @param closed whether the connection is closed then
     * @param seen how often a service has got the request, and with a plus the second one
     */
    record Row(String name, String bytes, List<String> answers, boolean closed, String seen) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                // Where does the message end? (RFC 9112 section 6)
                refused(
                        "length before coding",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding before length",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding twice",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding twice, one other",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding and nothing else",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \r\n\r\n0\r\n\r\n{s}"),
                refused("xchunked", "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "chunked in quotes",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "chunked and identity",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{s}"),
                refused("identity", "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n{s}"),
                refused(
                        "gzip and chunked",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "chunked with a comma",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "chunked with a vertical tab",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\u000b\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "vertical tab before chunked",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "chunked with a parameter",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding with a space before the colon",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding with a tab before the colon",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding behind a folded line",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nX: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding folded itself",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "two lengths",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef{s}"),
                refused(
                        "the same length twice",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde{s}"),
                refused("lengths in a list", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 6\r\n\r\nabcdef{s}"),
                refused(
                        "the same length in a list",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde{s}"),
                refused("length with a plus", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde{s}"),
                refused("length below zero", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n{s}"),
                refused("length in hexadecimal", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nabcde{s}"),
                refused("length with a letter", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5a\r\n\r\nabcde{s}"),
                refused("length with a point", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5.0\r\n\r\nabcde{s}"),
                refused("length in two parts", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 1 0\r\n\r\nabcde{s}"),
                refused(
                        "length with an underscore",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 1_0\r\n\r\nabcde{s}"),
                refused("length that is empty", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n{s}"),
                refused(
                        "length that overflows",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551621\r\n\r\nabcde{s}"),
                refused("length in words", "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: five\r\n\r\nabcde{s}"),
                refused("coding in HTTP/1.0", "POST {t} HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "coding on GET beside a length",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{s}"),
                refused(
                        "eight bytes after a draft of WebSocket",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 1 1\r\nSec-WebSocket-Key2: 1 2\r\n\r\n12345678{s}"),
                // Chunks (RFC 9112 section 7.1)
                refused(
                        "size that wraps around",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000005\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size of sixteen digits and more",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0000000000000000005\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "space before a size",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n 5\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "space after a size",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "tab after a size",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\tzz\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size with a plus",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size below zero",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size with 0x",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size with an underscore",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1_0\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size in words",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "no size",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "extension without a size",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n;a\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "carriage return in an extension",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\rb\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "line feed in an extension",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "line feed in quotes",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"\n\"\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "NUL in an extension",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\u0000b\r\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size line with a bare line feed",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\nabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "size line with a bare carriage return",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\rabcde\r\n0\r\n\r\n{s}"),
                refused(
                        "chunk that is longer than it says",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n0\r\n\r\n{s}"),
                refused(
                        "chunk that is shorter than it says",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc\r\n0\r\n\r\n{s}"),
                refused(
                        "chunk without an end of line",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde0\r\n\r\n{s}"),
                refused(
                        "chunk with a bare line feed",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\n0\r\n\r\n{s}"),
                refused(
                        "last chunk with a bare line feed",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\n\n{s}"),
                refused(
                        "trailer without a colon",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n\r\n{s}"),
                refused(
                        "trailer without a name",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n: x\r\n\r\n{s}"),
                refused(
                        "trailer that is folded",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n b\r\n\r\n{s}"),
                refused(
                        "trailer with a bare line feed",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: a\nY: b\r\n\r\n{s}"),
                // Where does a line end? (RFC 9112 section 2.2)
                refused("request with bare line feeds", "GET {t} HTTP/1.1\nHost: a\n\n{s}"),
                refused("request line with a bare line feed", "GET {t} HTTP/1.1\nHost: a\r\n\r\n{s}"),
                refused(
                        "field with a bare line feed",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nX: y\nContent-Length: 5\r\n\r\nabcde{s}"),
                refused("header that ends with a bare line feed", "GET {t} HTTP/1.1\r\nHost: a\r\n\n{s}\r\n"),
                refused(
                        "field with a bare carriage return",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nX: y\rContent-Length: 5\r\n\r\nabcde{s}"),
                refused(
                        "bare carriage return at the end of a field",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nX: y\r\r\n\r\n{s}"),
                refused("request line with a bare carriage return", "GET {t} HTTP/1.1\rHost: a\r\n\r\n{s}"),
                // Fields (RFC 9112 section 5)
                refused("space before the colon", "GET {t} HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n{s}"),
                refused("space in a name", "GET {t} HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n{s}"),
                refused("no colon", "GET {t} HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n{s}"),
                refused("no name", "GET {t} HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n{s}"),
                refused("folded field", "GET {t} HTTP/1.1\r\nHost: a\r\nX-Folded: one\r\n two\r\n\r\n{s}"),
                refused("field folded by a tab", "GET {t} HTTP/1.1\r\nHost: a\r\nX-Folded: one\r\n\ttwo\r\n\r\n{s}"),
                refused("fold of nothing", "GET {t} HTTP/1.1\r\nHost: a\r\nX-Folded: one\r\n \r\n\r\n{s}"),
                refused("NUL in a name", "GET {t} HTTP/1.1\r\nHost: a\r\nX\u0000: y\r\n\r\n{s}"),
                refused("control character in a name", "GET {t} HTTP/1.1\r\nHost: a\r\nX\u0001: y\r\n\r\n{s}"),
                refused("separator in a name", "GET {t} HTTP/1.1\r\nHost: a\r\nX(y): z\r\n\r\n{s}"),
                refused("name that is not ASCII", "GET {t} HTTP/1.1\r\nHost: a\r\nX\u00e9: y\r\n\r\n{s}"),
                refused("NUL in a value", "GET {t} HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n{s}"),
                refused("control character in a value", "GET {t} HTTP/1.1\r\nHost: a\r\nX: a\u0001b\r\n\r\n{s}"),
                refused("vertical tab in a value", "GET {t} HTTP/1.1\r\nHost: a\r\nX: a\u000bb\r\n\r\n{s}"),
                refused("DEL in a value", "GET {t} HTTP/1.1\r\nHost: a\r\nX: a\u007fb\r\n\r\n{s}"),
                refused("first field that is folded", "GET {t} HTTP/1.1\r\n Host: a\r\n\r\n{s}"),
                refused("request line that is folded", "GET {t} HTTP/1.1\r\n\tX: y\r\nHost: a\r\n\r\n{s}"),
                // The request line (RFC 9112 section 3)
                refused("two spaces before the target", "GET  {t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("two spaces before the version", "GET {t}  HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("tab before the target", "GET\t{t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("vertical tab before the version", "GET {t}\u000bHTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("carriage return for a space", "GET\r{t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("space before the method", " GET {t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("space after the version", "GET {t} HTTP/1.1 \r\nHost: a\r\n\r\n{s}"),
                refused("two targets", "GET {t} /b HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("NUL before the method", "\u0000GET {t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("NUL in the target", "GET {t}\u0000 HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("control character in the target", "GET {t}\u0001 HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("DEL in the target", "GET {t}\u007f HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("target that is not ASCII", "GET {t}\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("method that is no token", "G(T {t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("version in small letters", "GET {t} http/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("HTTP/1.2", "GET {t} HTTP/1.2\r\nHost: a\r\n\r\n{s}"),
                refused("HTTP/2.0", "GET {t} HTTP/2.0\r\nHost: a\r\n\r\n{s}"),
                refused("HTTP/1.10", "GET {t} HTTP/1.10\r\nHost: a\r\n\r\n{s}"),
                refused("another protocol", "GET {t} ICAP/1.0\r\nHost: a\r\n\r\n{s}"),
                refused("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("HTTP/0.9", "GET {t}\r\n\r\n{s}"),
                refused("HTTP/2 as it begins over clear text", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{s}"),
                refused("no HTTP at all", "garbage\r\n\r\n{s}"),
                // Who is asked? (RFC 9112 section 3.2)
                refused("no Host", "GET {t} HTTP/1.1\r\n\r\n{s}"),
                refused("two Hosts", "GET {t} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n{s}"),
                refused("the same Host twice", "GET {t} HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n{s}"),
                refused("another host in the target", "GET http://other{t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                refused("user in the target", "GET http://me@a{t} HTTP/1.1\r\nHost: a\r\n\r\n{s}"),
                open("empty Host", "GET {t} HTTP/1.1\r\nHost: \r\n\r\n", "400", "0"),
                open("port alone in Host", "GET {t} HTTP/1.1\r\nHost: :80\r\n\r\n", "400", "0"),
                open("space in Host", "GET {t} HTTP/1.1\r\nHost: a b\r\n\r\n", "400", "0"),
                open("list in Host", "GET {t} HTTP/1.1\r\nHost: a,b\r\n\r\n", "400", "0"),
                open("Host with a path", "GET {t} HTTP/1.1\r\nHost: a/b\r\n\r\n", "400", "0"),
                open("Host with a user", "GET {t} HTTP/1.1\r\nHost: me@a\r\n\r\n", "400", "0"),
                open("escaped Host", "GET {t} HTTP/1.1\r\nHost: a%2fb\r\n\r\n", "400", "0"),
                open("quotes in Host", "GET {t} HTTP/1.1\r\nHost: a'b;c\r\n\r\n", "400", "0"),
                open("brackets without an address", "GET {t} HTTP/1.1\r\nHost: [<x>]\r\n\r\n", "400", "0"),
                open("Host with two ports", "GET {t} HTTP/1.1\r\nHost: a:1:2\r\n\r\n", "400", "0"),
                open("Host that is not ASCII", "GET {t} HTTP/1.1\r\nHost: \u00e9\r\n\r\n", "400", "0"),
                // What is asked for?
                open("dot segments", "GET /open/../internal HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("encoded dot segments", "GET /open/%2e%2e/internal HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("query with a broken escape", "GET /open/echo?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("query that ends in an escape", "GET /open/echo?a=% HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("fragment", "GET /open/echo#x HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("authority without a scheme", "GET //a/open/echo HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("all of the server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("asterisk with another method", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "400", "0"),
                open("tunnel", "CONNECT other:443 HTTP/1.1\r\nHost: a\r\n\r\n", "405", "0"),
                open("tunnel to a path", "CONNECT {t} HTTP/1.1\r\nHost: a\r\n\r\n", "405", "0"),
                open("method that reflects", "TRACE {t} HTTP/1.1\r\nHost: a\r\n\r\n", "405", "0"),
                open("method in small letters", "get {t} HTTP/1.1\r\nHost: a\r\n\r\n", "405", "0"),
                open(
                        "another expectation beside the usual one",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nExpect: 200-ok\r\n\r\n",
                        "417",
                        "0"),
                open("another expectation", "GET {t} HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n", "417", "0"),
                // Too much
                closed(
                        "header field that is too large",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nX: {17K}\r\n\r\n{s}",
                        "431",
                        "0"),
                closed("request line that is too long", "GET {t}&{9K} HTTP/1.1\r\nHost: a\r\n\r\n{s}", "431", "0"),
                closed("too many fields", "GET {t} HTTP/1.1\r\nHost: a\r\n{100 fields}\r\n{s}", "431", "0"),
                open(
                        "length of all that there is",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\nConnection: close\r\n\r\n",
                        "413",
                        "0"),
                // What is not wrong, or is put right
                open("empty lines before a request", "\r\n\r\nGET {t} HTTP/1.1\r\nHost: a\r\n\r\n", "200", "1"),
                open(
                        "length with zeros before it",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 005\r\n\r\nabcde",
                        "200",
                        "1"),
                open(
                        "length with spaces around it",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: \t 5 \t\r\n\r\nabcde",
                        "200",
                        "1"),
                open("body on GET", "GET {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde", "200", "1"),
                open(
                        "chunks on GET",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
                        "200",
                        "1"),
                open(
                        "coding in capital letters",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
                        "200",
                        "1"),
                open(
                        "extensions, also in quotes",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b;c=\"d;e\"\r\nabcde\r\n0;f\r\n\r\n",
                        "200",
                        "1"),
                open(
                        "trailers about the message",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nContent-Length: 90\r\nTransfer-Encoding: x\r\nHost: b\r\n\r\n",
                        "200",
                        "1"),
                open("value that is not ASCII", "GET {t} HTTP/1.1\r\nHost: a\r\nX: caf\u00e9\r\n\r\n", "200", "1"),
                open("tab in a value", "GET {t} HTTP/1.1\r\nHost: a\r\nX: a\tb\r\n\r\n", "200", "1"),
                open("target with the host that is asked", "GET http://A{t} HTTP/1.1\r\nHost: a\r\n\r\n", "200", "1"),
                open(
                        "offer of HTTP/2",
                        "GET {t} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
                        "200",
                        "1"),
                open("two requests at once", "GET {t} HTTP/1.1\r\nHost: a\r\n\r\n{s}", "200 200", "1+1"),
                open(
                        "one byte more than the length says",
                        "POST {t} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcde{s}",
                        "200 405",
                        "1"),
                closed(
                        "a wrong request after a right one",
                        "GET {t} HTTP/1.1\r\nHost: a\r\n\r\nGET {t} HTTP/1.1\nHost: a\n\n{s}",
                        "200 400",
                        "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void requestIsRefusedOrReadAsTheStandardSays(Row row) throws IOException {
        var id = "smuggling-" + NUMBERS.incrementAndGet();
        try (var client = RawClient.connect(edge.port())) {
            client.send(bytes(row.bytes, id));
            for (var status : row.answers) {
                var answer = client.read();
                assertThat(answer.status()).hasToString(status);
                assertIsProblem(answer);
            }
            if (row.closed) {
                assertThat(client.isClosed()).isTrue();
            } else if (!row.bytes.contains("Connection: close")) {
                client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: a");
                assertThat(client.read().status()).isEqualTo(201);
            }
        }
        assertThat(calls(id) + (calls(id + "s").equals("0") ? "" : "+" + calls(id + "s")))
                .isEqualTo(row.seen);
    }

    private void assertIsProblem(RawClient.Answer answer) {
        for (var code : List.of(ErrorCode.MALFORMED_REQUEST, ErrorCode.HEADER_FIELDS_TOO_LARGE)) {
            if (answer.status() == code.status) {
                GatewayApi.assertProblem(answer, code);
            }
        }
    }

    private String calls(String id) {
        return GatewayApi.get(edge.port(), "/open/calls?id=" + id).body();
    }

    private static String bytes(String row, String id) {
        return row.replace("{t}", "/open/echo?id=" + id)
                .replace("{s}", "GET /open/echo?id=" + id + "s HTTP/1.1\r\nHost: a\r\n\r\n")
                .replace("{9K}", "x".repeat(9 << 10))
                .replace("{17K}", "x".repeat(17 << 10))
                .replace("{100 fields}", "X: y\r\n".repeat(100));
    }

    private static Row refused(String name, String bytes) {
        return closed(name, bytes, "400", "0");
    }

    private static Row closed(String name, String bytes, String answers, String seen) {
        return new Row(name, bytes, List.of(answers.split(" ", -1)), true, seen);
    }

    private static Row open(String name, String bytes, String answers, String seen) {
        return new Row(name, bytes, List.of(answers.split(" ", -1)), false, seen);
    }
}
