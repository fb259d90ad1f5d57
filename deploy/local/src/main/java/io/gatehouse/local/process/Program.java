package io.gatehouse.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start: a name for people and files, the command, what it adds to the environment, where its output goes, and the
 * signal that asks it to end without delay.
 */
public record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        StopSignal stopSignal) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    // The environment holds secrets.
    @Override
    public String toString() {
        return "Program[" + name + " " + command + "]";
    }
}
