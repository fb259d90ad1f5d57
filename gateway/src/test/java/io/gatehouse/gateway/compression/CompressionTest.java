package io.gatehouse.gateway.compression;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class CompressionTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String JSON = "Content-Type:application/json";

    @Inject
    Edge edge;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "1024 ! application/json",
                "5000 ! application/json; charset=utf-8",
                "5000 ! application/problem+json",
                "5000 ! image/svg+xml",
                "3000000 ! Text/HTML",
            })
    void textIsCompressed(int size, String type) throws IOException {
        var answer = get("GET", reply(size, "Content-Type:" + type), "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("content-length")).isEmpty();
        assertThat(answer.headers().allValues("vary")).containsExactly("accept-encoding");
        assertThat(answer.body().length).isLessThan(size / 4);
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(answer.body()))))
                .isEqualTo(words(size));
    }

    @Test
    void brotliIsPreferred() throws IOException {
        Brotli4jLoader.ensureAvailability();

        var answer = get("GET", reply(200_000, JSON), "Accept-Encoding", "gzip, deflate, br");

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("br");
        assertThat(text(new BrotliInputStream(new ByteArrayInputStream(answer.body()))))
                .isEqualTo(words(200_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type:image/png",
                "Content-Type:text/event-stream",
                "Content-Type:application/grpc+json",
                "Content-Type:application/json&h=Content-Encoding:zstd",
                "Content-Type:application/json&h=Cache-Control:public,No-Transform",
                "Content-Type:application/json&h=Content-Range:bytes%200-4999/9000&status=206",
                "Content-Type:application/json&h=Repr-Digest:sha-256=:AAAA:",
                "X-No:type"
            })
    void otherThingsAreLeftAlone(String fields) {
        var answer = get("GET", "/compressed/reply?size=5000&h=" + fields, "Accept-Encoding", "gzip, br");

        assertThat(answer.headers().firstValue("content-encoding").orElse("none"))
                .isNotIn("gzip", "br");
        assertThat(answer.headers().firstValue("content-length")).hasValue("5000");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(words(5000));
    }

    @ParameterizedTest
    @CsvSource({"5000, identity", "5000, gzip;q=0", "1023, gzip", "0, 'gzip, br'"})
    void uncompressedVariantVariesToo(int size, String accepted) {
        var answer = get("GET", reply(size, JSON), "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).hasValue(Integer.toString(size));
        assertThat(answer.headers().allValues("vary")).containsExactly("accept-encoding");
    }

    @Test
    void whatIsSmallIsCompressedForWhoRefusesItPlain() {
        var answer = get("GET", reply(10, JSON), "Accept-Encoding", "gzip, identity;q=0");

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
    }

    @Test
    void varyIsNotSaidTwice() {
        var answer = get("GET", reply(5000, JSON, "Vary:Accept-Encoding, Accept"), "Accept-Encoding", "gzip");

        assertThat(answer.headers().allValues("vary")).containsExactly("Accept-Encoding, Accept");
    }

    @Test
    void routeWithoutTheKeyIsNotConcerned() {
        var answer = get("GET", reply(5000, JSON).replace("/compressed/", "/open/"), "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        assertThat(answer.headers().firstValue("vary")).isEmpty();
    }

    @Test
    void headOfAResponseIsThatOfItsBody() {
        var answer = get("HEAD", reply(5000, JSON, "ETag:\"a\""), "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("content-length")).isEmpty();
        assertThat(answer.headers().firstValue("etag")).hasValue("\"a~gzip\"");
    }

    @Test
    void compressedRepresentationHasItsOwnTag() {
        var compressed = get("GET", reply(5000, JSON, "ETag:\"a\""), "Accept-Encoding", "gzip");
        var plain = get("GET", reply(5000, JSON, "ETag:\"a\""));
        var weak = get("GET", reply(5000, JSON, "ETag:W/\"a\""), "Accept-Encoding", "gzip");

        assertThat(compressed.headers().firstValue("etag")).hasValue("\"a~gzip\"");
        assertThat(plain.headers().firstValue("etag")).hasValue("\"a\"");
        assertThat(weak.headers().firstValue("etag")).hasValue("W/\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "\"a~gzip\"", "\"a~br\"", "\"b\", \"a~gzip\""})
    void tagIsKnownAgainAndRepeated(String asked) {
        var answer = get("GET", reply(5000, JSON, "ETag:\"a\""), "Accept-Encoding", "gzip, br", "If-None-Match", asked);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(asked).contains(answer.headers().firstValue("etag").orElseThrow());
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void changeIsBasedOnTheTagThatTheServiceKnows() {
        var answer = get("PUT", reply(10, JSON), "Accept-Encoding", "gzip", "If-Match", "\"a~gzip\"");

        assertThat(answer.headers().firstValue("x-seen-if-match")).hasValue("\"a\"");
    }

    @Test
    void slowStreamIsNotHeldUp() throws IOException {
        var id = UUID.randomUUID().toString();

        try (var body = slowStream(id, "gzip");
                var decoded = new GZIPInputStream(body)) {
            assertThat(new String(decoded.readNBytes(5), StandardCharsets.UTF_8))
                    .isEqualTo("first");
            GatewayApi.get(edge.port(), "/open/release?id=" + id);
            assertThat(text(decoded)).isEqualTo("released");
        }
    }

    @Test
    void slowStreamIsNotHeldUpByBrotliEither() throws IOException {
        var id = UUID.randomUUID().toString();

        try (var body = slowStream(id, "br")) {
            var decoder = new DecoderJNI.Wrapper(1024);
            var received = new byte[1024];
            int length = body.read(received);
            decoder.getInputBuffer().put(received, 0, length);
            decoder.push(length);
            assertThat(StandardCharsets.UTF_8.decode(decoder.pull()).toString()).isEqualTo("first");
            decoder.destroy();
            GatewayApi.get(edge.port(), "/open/release?id=" + id);
            assertThat(body.readAllBytes()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs/docs.js", "/problems"})
    void ownPagesAreCompressed(String path) throws IOException {
        var plain = get("GET", path);
        var answer = get("GET", path, "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    private static String reply(int size, String... fields) {
        var path = new StringBuilder("/compressed/reply?size=" + size);
        for (var field : fields) {
            path.append("&h=").append(URLEncoder.encode(field, StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    private HttpResponse<byte[]> get(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    private InputStream slowStream(String id, String coding) {
        var path = "/compressed/wait?first=first&h=Content-Type:text/plain&id=" + id;
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("Accept-Encoding", coding)
                .build();
        return send(request, BodyHandlers.ofInputStream()).body();
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String words(int size) {
        return "Words, words, words. ".repeat(size / 21 + 1).substring(0, size);
    }
}
