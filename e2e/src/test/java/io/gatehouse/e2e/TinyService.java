package io.gatehouse.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An instance of a service, in a process that can really be killed. It answers with the id of its process. What it is given to do (POST)
 * it notes in the journal before it does it, and answers with what it has made.
 */
final class TinyService implements AutoCloseable {

    // Long enough that some requests are on their way at any moment.
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);

    private final int port = Ports.free();
    private final Journal journal;
    private Process process;

    private TinyService(Journal journal) {
        this.journal = journal;
    }

    static TinyService start() throws IOException {
        return start(Journal.begin("tiny.journal"));
    }

    static TinyService start(Journal journal) throws IOException {
        var service = new TinyService(journal);
        service.startAgain();
        return service;
    }

    void startAgain() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // Otherwise head and body are two packets, of which
                        // the second waits for the first to be acknowledged.
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        classes(),
                        TinyService.class.getName(),
                        Integer.toString(port),
                        journal.file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the instance did not start");
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it answers. */
    String name() {
        return Long.toString(process.pid());
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    private static String classes() {
        return Path.of(URI.create(TinyService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    public static void main(String... arguments) throws IOException {
        var port = Integer.parseInt(arguments[0]);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var name = Long.toString(ProcessHandle.current().pid());
        var journal = new Journal(Path.of(arguments[1]));
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("POST")) {
                    make(exchange, journal, name);
                } else {
                    tell(exchange, name.getBytes(StandardCharsets.US_ASCII));
                }
            }
        });
        server.start();
        System.out.println("ready");
        // It ends with the test's process, whatever ends that.
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static void make(HttpExchange exchange, Journal journal, String name) throws IOException {
        journal.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"), name);
        LockSupport.parkNanos(5 * WORK);
        exchange.getResponseHeaders().set("Location", "/made/" + UUID.randomUUID());
        // Without a body it is one packet, which comes whole or not at all.
        exchange.sendResponseHeaders(201, -1);
    }

    private static void tell(HttpExchange exchange, byte[] name) throws IOException {
        LockSupport.parkNanos(WORK);
        exchange.sendResponseHeaders(200, name.length);
        exchange.getResponseBody().write(name);
    }
}
