package io.gatehouse.bench;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param accounts that there are when measuring begins
 */
record Options(Mode mode, Target target, Set<Peer> peers, OptionalInt accounts, int portOffset) {

    /** Goes before the names of two results, and with nothing else. */
    static final String COMPARE = "--compare";

    private static final int DEFAULT_OFFSET = 3_000;

    /** What is measured. */
    enum Target {
        WHOLE_SET,
        AUTH,
        GATEWAY,
        OVERLOAD,
        USERS,
        START,
        PARTS;

        /** Beside whom it can be measured. */
        Set<Peer> peers() {
            return switch (this) {
                case AUTH -> Set.of(Peer.KEYCLOAK);
                case GATEWAY -> Set.of(Peer.NGINX, Peer.HAPROXY, Peer.SPRING, Peer.VERTX);
                case USERS -> Set.of(Peer.SPRING, Peer.VERTX);
                case START -> Set.of(Peer.KEYCLOAK, Peer.SPRING);
                case WHOLE_SET, OVERLOAD, PARTS -> Set.of();
            };
        }
    }

    static Options parse(String[] arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = new Options(Mode.FULL, Target.WHOLE_SET, Set.of(), OptionalInt.empty(), DEFAULT_OFFSET);
        String peers = null;
        while (!rest.isEmpty()) {
            var option = rest.pop();
            if (option.equals("--peers")) {
                peers = value(option, rest);
            } else {
                options = options.with(option, rest);
            }
        }
        if (options.accounts.isPresent() && options.target != Target.AUTH && options.target != Target.USERS) {
            throw new IllegalArgumentException("--accounts goes with --auth or --users");
        }
        return peers == null ? options : options.beside(peers);
    }

    private Options beside(String names) {
        if (target.peers().isEmpty()) {
            throw new IllegalArgumentException("--peers goes with --auth, --gateway, --users or --start");
        }
        return new Options(mode, target, Peer.parse(names, target.peers()), accounts, portOffset);
    }

    private Options with(String option, ArrayDeque<String> rest) {
        return switch (option) {
            case "--quick" -> with(Mode.QUICK);
            case "--smoke" -> with(Mode.SMOKE);
            case "--parts" -> with(Target.PARTS);
            case "--auth" -> with(Target.AUTH);
            case "--start" -> with(Target.START);
            case "--gateway" -> with(Target.GATEWAY);
            case "--overload" -> with(Target.OVERLOAD);
            case "--users" -> with(Target.USERS);
            case "--accounts" -> new Options(mode, target, peers, OptionalInt.of(number(option, rest)), portOffset);
            case "--port-offset" -> new Options(mode, target, peers, accounts, number(option, rest));
            default ->
                throw new IllegalArgumentException("'bench' has no option '" + option + "'; see ./gatehouse help");
        };
    }

    private Options with(Mode wanted) {
        return new Options(wanted, target, peers, accounts, portOffset);
    }

    private Options with(Target wanted) {
        return new Options(mode, wanted, peers, accounts, portOffset);
    }

    private static int number(String option, ArrayDeque<String> rest) {
        var value = value(option, rest);
        if (!value.matches("\\d{1,7}")) {
            throw new IllegalArgumentException(option + " takes a number");
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.pop();
    }
}
