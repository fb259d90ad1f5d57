package io.gatehouse.gateway.cache;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.local.test.Eventually.await;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ResponseCacheTest {

    private static final String MINUTE = "Cache-Control:max-age=60";
    private static final String TAG = "ETag:\"a\"";
    private static final String STALE = "Age:100";
    private static final int INITIAL_WINDOW = 4;
    private static final int[] NO_WINDOW = {INITIAL_WINDOW, 0};
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String id = UUID.randomUUID().toString();

    @Inject
    Edge edge;

    @Inject
    MeterRegistry registry;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Cache-Control:max-age=60 ! 1",
                "Cache-Control:s-maxage=60, max-age=0 ! 1",
                "Cache-Control:max-age=60, s-maxage=0 ! 2",
                "Cache-Control:max-age=60, max-age=0 ! 2",
                "Cache-Control:max-age=60|Cache-Control:no-store ! 2",
                "Cache-Control:max-age=60, x=\"a, no-store\" ! 1",
                "Cache-Control:max-age=60, must-revalidate ! 1",
                "Cache-Control:max-age=sixty ! 2",
                "Cache-Control:public ! 2",
                "Cache-Control:no-store, max-age=60 ! 2",
                "Cache-Control:private, max-age=60 ! 2",
                "Cache-Control:private=\"X-Name\", max-age=60 ! 2",
                "Cache-Control:no-cache, max-age=60 ! 2",
                "Last-Modified:Thu, 01 Jan 2015 00:00:00 GMT ! 2",
                "Expires:Thu, 31 Dec 2099 00:00:00 GMT ! 1",
                "Expires:Thu, 01 Jan 2015 00:00:00 GMT ! 2",
                "Expires:0 ! 2",
                "Expires:Thu, 31 Dec 2099 00:00:00 GMT|Cache-Control:max-age=0 ! 2",
                "Cache-Control:max-age=60|Age:30 ! 1",
                "Cache-Control:max-age=60|Age:100 ! 2",
                "Cache-Control:max-age=60|Date:Thu, 01 Jan 2015 00:00:00 GMT ! 2",
                "Cache-Control:max-age=60|Set-Cookie:a=b ! 2",
                "Cache-Control:max-age=60|Vary:* ! 2",
                "Cache-Control:max-age=60|Vary:Accept, * ! 2",
                "Cache-Control:max-age=60|Vary:X-Forwarded-For ! 2",
                "Cache-Control:max-age=60|Vary:X-Forwarded-Host, Accept-Encoding ! 1"
            })
    void serviceDecidesWhatIsKept(String fields, int calls) {
        var path = reply("", fields.split("\\|", -1));

        get(path);
        var second = get(path);

        assertThat(second.body()).isEqualTo("reply");
        assertThat(calls()).isEqualTo(calls);
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "203, 1", "301, 1", "404, 1", "410, 1", "201, 2", "302, 2", "403, 2", "500, 2"})
    void statusDecidesToo(int status, int calls) {
        var path = reply("&status=" + status, MINUTE, "Location:/elsewhere");

        get(path);
        var second = get(path);

        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(calls()).isEqualTo(calls);
    }

    @ParameterizedTest
    @CsvSource({"60000, true", "70000, false"})
    void clientThatDoesNotReadKeepsNobodyWaiting(int bytes, boolean kept) throws IOException {
        var path = "/cached/generate?bytes=" + bytes + "&id=" + id + "&chunked=1&h=" + MINUTE;
        try (var silent = RawHttp2Client.connect(edge.clearTextHttp2Port(), NO_WINDOW);
                var other = RawClient.connect(edge.port())) {
            silent.get(1, path).await(HEADERS);

            other.sendLines("GET " + path + " HTTP/1.1", "Host: a.test");
            var answer = other.read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(bytes);
            assertThat(answer.headers().get("cache-status").contains("hit")).isEqualTo(kept);
            silent.settings(INITIAL_WINDOW, 1 << 20);
            assertThat(silent.read(1).body()).hasSize(bytes);
        }
    }

    @Test
    void whatIsLargeIsNotKept() {
        var path = reply("&size=70000", MINUTE);

        get(path);
        get(path);

        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void hitIsTheResponseWithItsAge() {
        var path = reply("&size=5000", MINUTE, "Age:10", "X-Thing:yes", "Content-Type:text/plain");

        var first = get(path);
        var hit = get(path);

        assertThat(first.headers().firstValue("cache-status")).hasValue("gatehouse; fwd=miss; stored");
        assertThat(hit.body()).isEqualTo(first.body()).hasSize(5000);
        assertThat(hit.headers().firstValue("x-thing")).hasValue("yes");
        assertThat(hit.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(Integer.parseInt(hit.headers().firstValue("age").orElseThrow()))
                .isBetween(10, 20);
        assertThat(hit.headers().firstValue("cache-status").orElseThrow()).startsWith("gatehouse; hit; ttl=");
        assertThat(hit.headers().firstValue("x-request-id"))
                .isNotEqualTo(first.headers().firstValue("x-request-id"));
        assertThat(hit.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void hitIsCompressedForWhoAccepts() {
        var path = reply("&size=5000", MINUTE, TAG, "Content-Type:text/plain");

        var compressed = get(path, "Accept-Encoding", "gzip");
        var compressedHit = get(path, "Accept-Encoding", "gzip");
        var plainHit = get(path);

        assertThat(calls()).isEqualTo(1);
        for (var answer : List.of(compressed, compressedHit)) {
            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(answer.headers().firstValue("etag")).hasValue("\"a~gzip\"");
            assertThat(answer.headers().allValues("vary")).containsExactly("accept-encoding");
        }
        assertThat(plainHit.headers().firstValue("content-encoding")).isEmpty();
        assertThat(plainHit.headers().firstValue("etag")).hasValue("\"a\"");
        assertThat(plainHit.body()).hasSize(5000);
    }

    @Test
    void headIsAnsweredFromWhatWasGot() {
        var path = reply("&size=500", MINUTE);

        get(path);
        var head = send("HEAD", path);

        assertThat(calls()).isEqualTo(1);
        assertThat(head.headers().firstValue("content-length")).hasValue("500");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Cache-Control ! no-cache ! 2",
                "Cache-Control ! max-age=0 ! 2",
                "Cache-Control ! max-age=30 ! 1",
                "Cache-Control ! max-age=5 ! 2",
                "Cache-Control ! min-fresh=100 ! 2",
                "Cache-Control ! min-fresh=10 ! 1",
                "Cache-Control ! no-store ! 1",
                "Pragma ! no-cache ! 2",
                "Range ! bytes=0-1 ! 2",
                "If-Match ! \"a\" ! 2",
                "X-Anything ! else ! 1"
            })
    void callerDecidesWhatIsFreshEnough(String name, String value, int calls) {
        var path = reply("", MINUTE, "Age:10");

        get(path);
        get(path, name, value);

        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void whoWantsNothingButTheStoredGetsThatOrNothing() {
        var path = reply("", MINUTE, "Age:10");

        var before = get(path, "Cache-Control", "only-if-cached");
        get(path);
        var stored = get(path, "Cache-Control", "only-if-cached");
        var tooOld = get(path, "Cache-Control", "only-if-cached, max-age=5");

        assertProblem(before, ErrorCode.NOT_STORED);
        assertThat(stored.body()).isEqualTo("reply");
        assertProblem(tooOld, ErrorCode.NOT_STORED);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void whatTheCallerForbidsIsNotKept() {
        var path = reply("", MINUTE);

        get(path, "Cache-Control", "no-store");
        get(path);

        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Cache-Control:max-age=60 ! 2",
                "Cache-Control:max-age=60, public ! 1",
                "Cache-Control:s-maxage=60 ! 1",
                "Cache-Control:max-age=60, must-revalidate ! 1",
                "Cache-Control:max-age=60, proxy-revalidate ! 2"
            })
    void whatWasMadeForSomebodyIsForOthersIfTheServiceSaysSo(String field, int calls) {
        var path = reply("", field);

        get(path, "Authorization", "Bearer " + Tokens.fresh());
        get(path, "Authorization", "Bearer " + Tokens.fresh());

        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void cookieIsLikeAToken() {
        var path = reply("", MINUTE);

        get(path, "Cookie", "session=one");
        get(path, "Cookie", "session=two");
        get(path);
        get(path, "Cookie", "session=one");
        get(path);

        assertThat(calls()).isEqualTo(4);
    }

    @Test
    void requestsAreToldApartByWhatTheResponseVariesBy() {
        var path = "/cached/echo?id=" + id + "&h=" + MINUTE + "&h=Vary:Accept-Language";

        var english = get(path, "Accept-Language", "en");
        var french = get(path, "Accept-Language", "fr");
        var englishAgain = get(path, "Accept-Language", "en");
        get(path, "Accept-Language", "fr", "X-Other", "field");

        assertThat(english.body()).contains("\"accept-language\":\"en\"");
        assertThat(french.body()).contains("\"accept-language\":\"fr\"");
        assertThat(englishAgain.body()).isEqualTo(english.body());
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "If-None-Match ! \"a\" ! 304",
                "If-None-Match ! W/\"a\" ! 304",
                "If-None-Match ! \"b\", \"a\" ! 304",
                "If-None-Match ! * ! 304",
                "If-None-Match ! \"b\" ! 200",
                "If-Modified-Since ! Thu, 01 Jan 2015 00:00:00 GMT ! 304",
                "If-Modified-Since ! Thu, 01 Jan 2014 00:00:00 GMT ! 200"
            })
    void whatTheCallerKnowsIsNotSentAgain(String name, String value, int status) {
        var path = reply("", MINUTE, TAG, "Last-Modified:Thu, 01 Jan 2015 00:00:00 GMT");

        get(path);
        var answer = get(path, name, value);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 304 ? "" : "reply");
        assertThat(answer.headers().firstValue("etag")).hasValue("\"a\"");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void whatIsStaleIsValidated() {
        var path = reply("&size=300", MINUTE, STALE, TAG);

        get(path);
        var validated = get(path);
        var known = get(path, "If-None-Match", "\"a\"");

        assertThat(validated.statusCode()).isEqualTo(200);
        assertThat(validated.body()).hasSize(300);
        assertThat(validated.headers().firstValue("cache-status")).hasValue("gatehouse; fwd=stale; fwd-status=304");
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"500, 200", "404, 404"})
    void whatIsStaleStandsInForErrorsWhereItMay(int then, int status) {
        var path = reply("&then=" + then, "Cache-Control:max-age=60, stale-if-error=600", STALE, TAG);

        get(path);
        var second = get(path);

        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(second.body()).isEqualTo(status == 200 ? "reply" : "then");
    }

    @Test
    void errorsAreToldWhereNothingMayStandIn() {
        var path = reply("&then=500", "Cache-Control:max-age=60, must-revalidate, stale-if-error=600", STALE, TAG);

        get(path);

        assertThat(get(path).statusCode()).isEqualTo(500);
    }

    @Test
    void manyAtOnceAreOneForTheService() {
        var path = "/cached/wait?id=" + id + "&h=" + MINUTE;

        double before = waited();
        var answers = Stream.generate(() -> sendAsync(path)).limit(200).toList();
        await(() ->
                waited() >= before + 199 && get("/open/fate?id=" + id).body().equals("waiting"));
        get("/open/release?id=" + id);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("released"));
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForWhatIsNotForThem() {
        var path = "/cached/wait?first=x&id=" + id;

        var answers = Stream.generate(() -> sendAsync(path)).limit(20).toList();
        await(() -> calls() == 20);

        assertThat(answers).noneMatch(CompletableFuture::isDone);
        answers.forEach(answer -> answer.cancel(true));
    }

    @Test
    void changeIsSeenByTheNextOne() {
        var path = reply("", MINUTE);

        get(path);
        send("PUT", path);
        get(path);
        send("PUT", path, "X-Other-Route", "1");
        get(path);
        get(path);

        assertThat(calls()).isEqualTo(5);
    }

    @Test
    void changeIsSeenAsSoonAsItsAnswerBegins() throws IOException {
        var path = reply("&put=begins", MINUTE);
        get(path);

        try (var client = RawClient.connect(edge.port())) {
            client.send(
                    "PUT " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + edge.port() + "\r\nContent-Length: 0\r\n\r\n");
            client.readHead();
            get(path);
        }

        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void changeThatGotNoAnswerMayHaveBeenOne() {
        var path = reply("&put=closes", MINUTE);
        get(path);

        assertProblem(send("PUT", path), ErrorCode.UPSTREAM_FAILED);
        get(path);

        // A PUT is sent once more where a connection that had been in use breaks.
        assertThat(calls()).isBetween(3, 4);
    }

    @Test
    void failedChangeIsNone() {
        var path = reply("&then=409", MINUTE);

        get(path);
        send("PUT", path);

        assertThat(get(path).body()).isEqualTo("reply");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void hitIsForThoseWhoMayAndWithinTheirLimits() throws IOException {
        var path = "/cached-guarded/reply?id=" + id + "&h=Cache-Control:max-age=60,public";
        var token = "Authorization: Bearer " + Tokens.fresh();

        assertThat(raw("127.0.0.88", path, token).status()).isEqualTo(200);
        assertProblem(raw("127.0.0.88", path), ErrorCode.INVALID_TOKEN);
        assertThat(raw("127.0.0.88", path, token).headers().get("cache-status")).startsWith("gatehouse; hit");
        assertProblem(raw("127.0.0.88", path, token), ErrorCode.RATE_LIMITED);

        assertThat(calls()).isEqualTo(1);
    }

    // What one caller sends must not come back to another one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: evil",
                "X-Forwarded-For: 6.6.6.6",
                "Forwarded: host=evil.example",
                "X-Original-URL: /evil",
                "X-Rewrite-URL: /evil",
                "X-HTTP-Method-Override: EVIL",
                "X_HTTP_Method_Override: EVIL",
                "X-HTTP_Method-Override: EVIL",
                "x_method_override: EVIL",
                "X_HTTP_Method: EVIL",
                "X_Host: evil.example",
                "X_Original_URL: /evil",
                "Accept_Language: evil",
                "Accept_Encoding: evil",
                "Accept-Encoding: evil"
            })
    void nothingIsSlippedInByFieldsThatTheKeyLacks(String field) throws IOException {
        var path = "/cached/echo?id=" + id + "&h=" + MINUTE;

        raw("127.0.0.1", path, field);
        var answer = raw("127.0.0.1", path);

        assertThat(answer.body()).doesNotContainIgnoringCase("evil").doesNotContain("6.6.6.6");
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Range: bytes=0-1", "Cache-Control: no-store", "If-Match: x"})
    void whatTheCachePassesByNamesItsResourceToo(String field) throws IOException {
        var answer = raw("127.0.0.1", "/cached/echo?id=" + id, "X-HTTP-Method-Override: EVIL\r\n" + field);

        assertThat(answer.body()).contains("\"uri\"").doesNotContain("EVIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: Accept-Language", "Content-Length: 4", "Host: evil.example"})
    void requestsThatOnlyLookAlikeAreOthers(String field) throws IOException {
        var path = "/cached/echo?id=" + id + "&h=" + MINUTE + "&h=Vary:Accept-Language";
        var host = field.startsWith("Host") ? field : "Host: here";
        var body = field.startsWith("Content-Length") ? "evil" : "";

        try (var client = RawClient.connect(edge.port())) {
            client.send("GET " + path + " HTTP/1.1\r\n" + host + "\r\nAccept-Language: xx\r\n"
                            + (field.startsWith("Host") ? "" : field + "\r\n") + "\r\n" + body)
                    .read();
        }
        var answer = raw("127.0.0.1", path, "Accept-Language: xx");

        assertThat(answer.body()).doesNotContain("evil").contains("\"accept-language\":\"xx\"");
        assertThat(calls()).isEqualTo(2);
    }

    private String reply(String parameters, String... fields) {
        var path = new StringBuilder("/cached/reply?id=" + id + parameters);
        for (var field : fields) {
            path.append("&h=").append(URLEncoder.encode(field, StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    private int calls() {
        return Integer.parseInt(get("/open/calls?id=" + id).body());
    }

    private double waited() {
        return registry.get("gatehouse.gateway.cache.requests")
                .tag("outcome", "waited")
                .counter()
                .count();
    }

    private HttpResponse<String> get(String path, String... headers) {
        return GatewayApi.get(edge.port(), path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        return GatewayApi.send(request(method, path, headers));
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(String path) {
        return CLIENT.sendAsync(request("GET", path), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private RawClient.Answer raw(String from, String path, String... headers) throws IOException {
        try (var client = RawClient.connect(from, edge.port())) {
            var lines = Stream.concat(Stream.of("GET " + path + " HTTP/1.1", "Host: here"), Stream.of(headers));
            return client.send(String.join("\r\n", lines.toList()) + "\r\n\r\n").read();
        }
    }
}
