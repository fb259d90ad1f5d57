package io.gatehouse.bench;

import io.gatehouse.bench.gateway.Peer;
import io.gatehouse.bench.measure.Mode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/** What was asked for on the command line. */
record Options(Mode mode, Target target, Set<Peer> peers, int portOffset) {

    private static final int DEFAULT_OFFSET = 3_000;

    /** Those that can read profiles. */
    private static final Set<Peer> OF_USERS = Set.of(Peer.VERTX, Peer.SPRING);

    /** What is measured. */
    enum Target {
        WHOLE_SET,
        GATEWAY,
        OVERLOAD,
        USERS,
        PARTS,
        /** Nothing: the packaged services are trained, so that they start sooner from then on. */
        TRAINING
    }

    static Options parse(String[] arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = new Options(Mode.FULL, Target.WHOLE_SET, Set.of(), DEFAULT_OFFSET);
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        if (!options.peers.isEmpty() && !Set.of(Target.GATEWAY, Target.USERS).contains(options.target)) {
            throw new IllegalArgumentException("--peers goes with --gateway or --users");
        }
        if (options.target == Target.USERS && !OF_USERS.containsAll(options.peers)) {
            throw new IllegalArgumentException("--users is measured beside vertx and spring alone");
        }
        return options;
    }

    private Options with(String option, ArrayDeque<String> rest) {
        return switch (option) {
            case "--quick" -> new Options(Mode.QUICK, target, peers, portOffset);
            case "--smoke" -> new Options(Mode.SMOKE, target, peers, portOffset);
            case "--parts" -> new Options(mode, Target.PARTS, peers, portOffset);
            case "--train" -> new Options(mode, Target.TRAINING, peers, portOffset);
            case "--gateway" -> new Options(mode, Target.GATEWAY, peers, portOffset);
            case "--overload" -> new Options(mode, Target.OVERLOAD, peers, portOffset);
            case "--users" -> new Options(mode, Target.USERS, peers, portOffset);
            case "--peers" -> new Options(mode, target, Peer.parse(rest.poll()), portOffset);
            case "--port-offset" -> new Options(mode, target, peers, offset(rest.poll()));
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
