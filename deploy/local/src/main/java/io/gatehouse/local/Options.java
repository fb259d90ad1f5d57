package io.gatehouse.local;

import java.util.ArrayDeque;
import java.util.List;

/** What was asked for on the command line. */
record Options(String command, boolean detached, boolean fresh, Purpose purpose, int portOffset) {

    // The highest base port is 16379, so that no port leaves the range.
    private static final int MAX_OFFSET = 49_000;

    // A set that learns stands beside the one that is used.
    private static final int OFFSET_OF_TRAINING = 7_000;

    static Options parse(List<String> arguments) {
        var rest = new ArrayDeque<>(arguments);
        var command = rest.isEmpty() ? "help" : rest.pop();
        var options = new Options(
                command, false, false, Purpose.DEVELOPMENT, command.equals("train") ? besideForTraining(0) : 0);
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        return options;
    }

    /** The ports at which the set of that offset is trained. */
    static int besideForTraining(int offset) {
        return offset + (offset > MAX_OFFSET - OFFSET_OF_TRAINING ? -OFFSET_OF_TRAINING : OFFSET_OF_TRAINING);
    }

    /** Whether more is asked of the set than a person does by hand. */
    boolean relaxedLimits() {
        return purpose != Purpose.DEVELOPMENT;
    }

    private Options with(String option, ArrayDeque<String> rest) {
        return switch (option) {
            case "--detach", "-d" -> new Options(command, true, fresh, purpose, portOffset);
            case "--fresh" -> new Options(command, detached, true, purpose, portOffset);
            case "--relaxed-limits" -> new Options(command, detached, fresh, Purpose.LOAD, portOffset);
            case "--port-offset" -> new Options(command, detached, fresh, purpose, offset(rest.poll()));
            default ->
                throw new LauncherException("'" + command + "' has no option '" + option + "'; see ./gatehouse help");
        };
    }

    private static int offset(String value) {
        if (value == null || !value.matches("\\d{1,5}") || Integer.parseInt(value) > MAX_OFFSET) {
            throw new LauncherException("--port-offset takes a number from 0 to " + MAX_OFFSET);
        }
        return Integer.parseInt(value);
    }
}
