package io.gatehouse.local.test;

import io.gatehouse.local.process.ManagedProcess;
import java.time.Duration;
import java.util.function.IntConsumer;

/** A server that a test may take away and bring back, on the same port and data. */
public final class TestServer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final IntConsumer starter;

    TestServer(String name, IntConsumer starter) {
        this.name = name;
        this.starter = starter;
    }

    /** Starts the server where it was, or at a free port the first time; does nothing while it runs. */
    public synchronized void start() {
        if (ManagedProcess.find(TestFolders.ofThisJvm().run(), name).isPresent()) {
            return;
        }
        TestFolders.endWhatOthersLeft();
        starter.accept(port());
        // Also after the last test resource: Quarkus stops those
        // between profiles, when the next one wants the server again.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-" + name));
    }

    /** Ends the server; its port refuses connections from here on. */
    public synchronized void stop() {
        ManagedProcess.find(TestFolders.ofThisJvm().run(), name).ifPresent(process -> process.stop(PATIENCE));
    }

    /** Silences the server: it takes connections, and answers nothing. */
    public synchronized void pause() {
        ManagedProcess.find(TestFolders.ofThisJvm().run(), name).ifPresent(ManagedProcess::pause);
    }

    /** Lets a silenced server speak again. */
    public synchronized void resume() {
        ManagedProcess.find(TestFolders.ofThisJvm().run(), name).ifPresent(ManagedProcess::resume);
    }

    /** The port on 127.0.0.1, the same for the life of the JVM. */
    public int port() {
        return FreePort.ofThisJvm(name);
    }
}
