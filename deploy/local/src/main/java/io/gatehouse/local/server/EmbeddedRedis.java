package io.gatehouse.local.server;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of our own. */
public final class EmbeddedRedis {

    /** Its name in run files and logs. */
    public static final String NAME = "redis";

    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int LOOK_MILLIS = 500;

    private final int port;
    private final ManagedProcess process;

    private EmbeddedRedis(int port, ManagedProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts the server on what it kept from the last time, and waits until it answers. */
    public static EmbeddedRedis start(ServerFolders folders, int port) {
        var log = folders.log(NAME);
        try {
            var data = Files.createDirectories(folders.data(NAME));
            var command = List.of(
                    program(folders.programs()),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--appendonly",
                    "yes",
                    "--save",
                    "");
            var process = ManagedProcess.start(
                    new Program(NAME, command, Map.of(), data, log, StopSignal.TERM), folders.run());
            var server = new EmbeddedRedis(port, process);
            server.awaitAnswer(log);
            return server;
        } catch (IOException failure) {
            throw new ServerFailedException("Redis could not be prepared: " + failure.getMessage(), failure);
        }
    }

    /** {@code redis://host:port}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public ManagedProcess process() {
        return process;
    }

    public void stop() {
        process.stop(STOP);
    }

    private static String program(Path programs) throws IOException {
        var folder = Files.createDirectories(programs.resolve("redis"));
        return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getAbsolutePath();
    }

    private void awaitAnswer(Path log) {
        var patience = Patience.of(START);
        while (!answers()) {
            if (!process.alive() || patience.isOver()) {
                process.kill();
                throw new ServerFailedException("Redis did not start on port " + port, log, null);
            }
            patience.pause();
        }
    }

    // While it loads its data Redis accepts connections and answers every command with an error.
    private boolean answers() {
        try (var socket = new Socket()) {
            socket.setSoTimeout(LOOK_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOK_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return "+PONG".equals(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }
}
