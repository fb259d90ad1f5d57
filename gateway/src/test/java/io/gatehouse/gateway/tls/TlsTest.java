package io.gatehouse.gateway.tls;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(value = TestCertificates.class, restrictToAnnotatedClass = true)
class TlsTest {

    // A ClientHello that knows nothing newer than this version: CBC suites, no extensions.
    private static final String OLD_HELLO =
            "16 03 01 00 31 01 00 00 2d %s" + " 11".repeat(32) + " 00 00 06 c0 09 c0 13 00 2f 01 00";
    private static final int ALERT = 21;

    @Inject
    Edge edge;

    @Inject
    MeterRegistry metrics;

    private final Path folder = ConfigProvider.getConfig().getValue("test.certificates", Path.class);

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void clientAndGatewayAgreeOnAProtocol(HttpClient.Version version) throws Exception {
        try (var client = client(version)) {
            var response = get(client, "/open/echo");

            assertThat(response.version()).isEqualTo(version);
            assertThat(response.statusCode()).isEqualTo(200);
            var seen = new JsonObject(response.body()).getJsonObject("headers");
            assertThat(seen.getString("x-forwarded-proto")).isEqualTo("https");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void recentVersionsAreSpoken(String version) throws Exception {
        try (var socket = connect(version)) {
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getCipherSuite()).matches(".*(_GCM_|_POLY1305_).*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"03 00", "03 01", "03 02"})
    void olderVersionsAreNot(String version) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(HexFormat.ofDelimiter(" ").parseHex(OLD_HELLO.formatted(version)));

            assertThat(socket.getInputStream().read()).isEqualTo(ALERT);
        }
    }

    @Test
    void handsAreShakenOnce() throws Exception {
        try (var socket = connect("TLSv1.2")) {
            socket.startHandshake();

            socket.startHandshake();

            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
    }

    @Test
    void clientWithoutAProtocolSpeaksHttp1() throws Exception {
        try (var socket = connect("TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void clearTextIsNoAnswerThere() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void renewedCertificateIsShownWithoutAFailedRequest() throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var answered = new AtomicInteger();
        var goOn = new AtomicBoolean(true);
        var load = IntStream.range(0, 4)
                .mapToObj(number -> Thread.startVirtualThread(() -> ask(number, goOn, answered, failures)))
                .toList();

        for (var name : List.of("second", "third")) {
            TestCertificates.write(folder, name);
            await(() -> name.equals(shown()));
        }
        int before = answered.get();
        await(() -> answered.get() > before + 20);
        goOn.set(false);
        for (var thread : load) {
            thread.join();
        }

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "certificate.pem"})
    void brokenRenewalLeavesTheCertificate(String file) throws Exception {
        TestCertificates.write(folder, "whole");
        await(() -> "whole".equals(shown()));
        double before = refused();
        Files.writeString(folder.resolve(file), "-----BEGIN NONSENSE-----\n");

        await(() -> refused() > before);

        assertThat(shown()).isEqualTo("whole");
    }

    @Test
    void keyOfAnotherCertificateIsNoRenewal() throws Exception {
        TestCertificates.write(folder, "own");
        await(() -> "own".equals(shown()));
        double before = refused();
        var key = Files.readString(folder.resolve("key.pem"));
        TestCertificates.write(folder, "other");
        Files.writeString(folder.resolve("key.pem"), key);
        await(() -> refused() > before);

        try (var client = client(HttpClient.Version.HTTP_2)) {
            assertThat(get(client, "/open/echo").statusCode()).isEqualTo(200);
        }
    }

    // Two of them with a new connection for each request, two with one for all.
    private void ask(
            int number, AtomicBoolean goOn, AtomicInteger answered, ConcurrentLinkedQueue<Throwable> failures) {
        var version = number < 2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
        try {
            var client = client(version);
            while (goOn.get()) {
                if (get(client, "/open/echo").statusCode() != 200) {
                    throw new IllegalStateException("not answered");
                }
                answered.incrementAndGet();
                if (number % 2 == 0) {
                    client.close();
                    client = client(version);
                }
            }
            client.close();
        } catch (Exception failure) {
            failures.add(failure);
        }
    }

    private double refused() {
        return metrics.counter("gatehouse.gateway.tls.renewals", "outcome", "refused")
                .count();
    }

    private String shown() {
        try (var socket = connect("TLSv1.3")) {
            socket.startHandshake();
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName().substring("CN=".length());
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private SSLSocket connect(String version) throws IOException, GeneralSecurityException {
        var socket =
                (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), edge.port());
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(10_000);
        return socket;
    }

    private HttpClient client(HttpClient.Version version) throws GeneralSecurityException {
        return HttpClient.newBuilder().version(version).sslContext(trusting()).build();
    }

    private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + path));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        return context;
    }

    // The certificates change all the time; what they are is looked at by the tests.
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
