package io.gatehouse.bench.measure;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything that was started; it ends with this, also after a failure or a Ctrl-C. */
public final class Processes implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(3);

    private final Path runFolder;
    private final Deque<ManagedProcess> running = new ArrayDeque<>();
    private final Thread emergency = new Thread(this::end);

    public Processes(Path runFolder) {
        this.runFolder = runFolder;
        Runtime.getRuntime().addShutdownHook(emergency);
    }

    public ProcessHandle start(Program program) throws IOException {
        // An earlier run that was killed could not end it.
        ManagedProcess.find(runFolder, program.name()).ifPresent(ManagedProcess::kill);
        return add(ManagedProcess.start(program, runFolder));
    }

    /** Takes over one that runs already. */
    public synchronized ProcessHandle add(ManagedProcess process) {
        running.push(process);
        return ProcessHandle.of(process.pid())
                .orElseThrow(() -> new IllegalStateException(process.name() + " has ended at once"));
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(emergency);
    }

    private synchronized void end() {
        while (!running.isEmpty()) {
            running.pop().stop(END);
        }
    }
}
