package io.gatehouse.bench;

import java.util.ArrayDeque;
import java.util.List;

/** What was asked for on the command line. */
record Options(Mode mode, boolean parts, int portOffset) {

    private static final int DEFAULT_OFFSET = 3_000;

    static Options parse(String[] arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = new Options(Mode.FULL, false, DEFAULT_OFFSET);
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        return options;
    }

    private Options with(String option, ArrayDeque<String> rest) {
        return switch (option) {
            case "--quick" -> new Options(Mode.QUICK, parts, portOffset);
            case "--smoke" -> new Options(Mode.SMOKE, parts, portOffset);
            case "--parts" -> new Options(mode, true, portOffset);
            case "--port-offset" -> new Options(mode, parts, offset(rest.poll()));
            default ->
                throw new IllegalArgumentException("'bench' has no option '" + option + "'; see ./gatehouse help");
        };
    }

    private static int offset(String value) {
        if (value == null || !value.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--port-offset takes a number");
        }
        return Integer.parseInt(value);
    }
}
