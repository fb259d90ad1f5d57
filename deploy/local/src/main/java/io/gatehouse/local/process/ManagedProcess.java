package io.gatehouse.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started from a {@link Program}, by this launcher or an earlier one. */
public final class ManagedProcess {

    private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(5);

    private final String name;
    private final ProcessHandle process;
    private final StopSignal stopSignal;
    private final RunFile runFile;

    private ManagedProcess(String name, ProcessHandle process, StopSignal stopSignal, RunFile runFile) {
        this.name = name;
        this.process = process;
        this.stopSignal = stopSignal;
        this.runFile = runFile;
    }

    /** Starts the program and leaves its run file in the folder. */
    public static ManagedProcess start(Program program, Path runFolder) throws IOException {
        Files.createDirectories(program.log().getParent());
        var builder = new ProcessBuilder(program.command())
                .directory(program.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // Each program gets its own settings and no other's secrets.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("GATEHOUSE_"));
        builder.environment().putAll(program.environment());
        return adopt(builder.start().toHandle(), program.name(), program.stopSignal(), runFolder);
    }

    /** Leaves a run file for a process that runs already. */
    public static ManagedProcess adopt(ProcessHandle process, String name, StopSignal stopSignal, Path runFolder) {
        var runFile = new RunFile(runFolder, name);
        runFile.write(process, stopSignal);
        return new ManagedProcess(name, process, stopSignal, runFile);
    }

    /** The process of this name that an earlier launcher or test run left behind, if it still runs. */
    public static Optional<ManagedProcess> find(Path runFolder, String name) {
        var runFile = new RunFile(runFolder, name);
        return runFile.find().map(running -> new ManagedProcess(name, running.process(), running.signal(), runFile));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Asks the process to end, waits, and kills it when the time is over. */
    public void stop(Duration patience) {
        signal(stopSignal.name());
        if (!endsWithin(patience)) {
            signal("KILL");
            endsWithin(PATIENCE_AFTER_KILL);
        }
        runFile.delete();
    }

    /** Ends the process and those it has started without warning, as the loss of a machine would; returns when they are gone. */
    public void kill() {
        var children = process.descendants().toList();
        signal("KILL");
        children.forEach(ProcessHandle::destroyForcibly);
        endsWithin(PATIENCE_AFTER_KILL);
        children.forEach(child -> endsWithin(child, PATIENCE_AFTER_KILL));
        runFile.delete();
    }

    /** Halts the process and those it has started, connections and all: it is there and says nothing. */
    public void pause() {
        signalFamily("STOP");
    }

    /** Lets a paused process go on. */
    public void resume() {
        signalFamily("CONT");
    }

    private boolean endsWithin(Duration patience) {
        return endsWithin(process, patience);
    }

    private boolean endsWithin(ProcessHandle ending, Duration patience) {
        try {
            ending.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot wait for " + name, failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // Java can only send TERM and KILL by itself; `kill` is part of every shell.
    private void signal(String signal) {
        if (process.isAlive()) {
            send(signal, process);
        }
    }

    // The first one first: it must start no others meanwhile.
    private void signalFamily(String signal) {
        send(signal, process);
        process.descendants().forEach(child -> send(signal, child));
    }

    private void send(String signal, ProcessHandle receiver) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + receiver.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new IllegalStateException("cannot end " + name, failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
