package io.gatehouse.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A headless browser with a profile of its own, driven by its DevTools protocol. */
final class Chromium implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Chromium(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where one is installed. */
    static Optional<Path> installed() {
        return Programs.find("chromium", "chromium-browser", "google-chrome");
    }

    static Chromium start() throws IOException {
        // Among what the build cleans away: a browser may still write there when it has ended.
        var profile = Files.createTempDirectory(SharedGatehouse.home("").toAbsolutePath(), "chromium");
        var process = new ProcessBuilder(
                        installed().orElseThrow().toString(),
                        "--headless=new",
                        // Where tests run as root, and in containers.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        int port = Eventually.ask(START, () -> port(profile), found -> found > 0);
        if (port == 0) {
            process.destroyForcibly();
            throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("log")));
        }
        return new Chromium(process, port);
    }

    /** A new tab that shows this page. */
    Tab open(String url) {
        var tab = new Tab(URI.create(newTab().get("webSocketDebuggerUrl").asText()));
        tab.show(url);
        return tab;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private JsonNode newTab() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                    .PUT(BodyPublishers.noBody())
                    .build();
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    // Written once it listens.
    private static int port(Path profile) {
        try {
            var file = profile.resolve("DevToolsActivePort");
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return lines.size() < 2 ? 0 : Integer.parseInt(lines.getFirst());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
