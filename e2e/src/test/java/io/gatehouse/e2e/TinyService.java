package io.gatehouse.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An instance of a service, in a process that can really be killed. It answers with the id of its process. */
final class TinyService implements AutoCloseable {

    // Long enough that some requests are on their way at any moment.
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);

    private final int port = Ports.free();
    private Process process;

    private TinyService() {}

    static TinyService start() throws IOException {
        var service = new TinyService();
        service.startAgain();
        return service;
    }

    void startAgain() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // Otherwise head and body are two packets, of which the second waits for the first to be
                        // acknowledged.
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        classes(),
                        TinyService.class.getName(),
                        Integer.toString(port))
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
        var name = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(WORK);
            exchange.sendResponseHeaders(200, name.length);
            exchange.getResponseBody().write(name);
            exchange.close();
        });
        server.start();
        System.out.println("ready");
        // It ends with the test's process, whatever ends that.
        while (System.in.read() >= 0) {}
        System.exit(0);
    }
}
