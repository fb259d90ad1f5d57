package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that are spoken to over TLS. */
class UpstreamTlsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Path certificate;
    private static HttpServer instance;

    @BeforeAll
    static void start() throws Exception {
        var keys = folder.resolve("keys.p12").toString();
        certificate = folder.resolve("certificate.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                keys,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool("-exportcert", "-keystore", keys, "-rfc", "-file", certificate.toString());
        instance = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PfxOptions().setPath(keys).setPassword(PASSWORD)))
                .requestHandler(
                        request -> request.response().end(request.version().name()))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({"http1, HTTP_1_1", "h2, HTTP_2"})
    void instanceThatTheCaVouchesForIsSpokenTo(String protocol, String version) {
        var settings = ", ca: '" + certificate + "', protocol: " + protocol;
        try (var proxied = at("localhost", settings)) {
            var answer = proxied.get();

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(version);
        }
    }

    @Test
    void instanceThatNobodyVouchesForIsNot() {
        try (var proxied = at("localhost", "")) {
            assertThat(proxied.get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void certificateForAnotherNameIsNotEnough() {
        try (var proxied = at("127.0.0.1", ", ca: '" + certificate + "'")) {
            assertThat(proxied.get().statusCode()).isEqualTo(503);
        }
    }

    private static ProxiedUpstream at(String host, String settings) {
        var url = "url: 'https://" + host + ":" + instance.actualPort() + "'";
        return new ProxiedUpstream(VERTX, url + settings, "", 1, null);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", "instance"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
