package io.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Refresh tokens of which each request takes one out and each answer brings its successor: none is used twice. They are so many
 * that each comes again only long after its answer.
 */
public final class Rotation {

    /** Stands in a request for the token. */
    public static final String TOKEN = "@token@";

    private static final Pattern SUCCESSOR = Pattern.compile("\"refresh_token\" ?: ?\"([^\"]+)\"");

    private final ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
    private final int size;
    private final Supplier<String> fresh;

    /**
     * @param size more than are ever on their way at once, by far
     * @param fresh gets another one: a sender that ends loses those that are on their way
     */
    public Rotation(int size, Supplier<String> fresh) {
        this.size = size;
        this.fresh = fresh;
    }

    /** Gets as many as are missing. */
    void fill() {
        while (tokens.size() < size) {
            tokens.add(fresh.get());
        }
    }

    /** Null where all are on their way. */
    String take() {
        return tokens.poll();
    }

    /** Keeps the successor that the answer holds. */
    void keep(String answer) {
        var successor = SUCCESSOR.matcher(answer);
        if (successor.find()) {
            tokens.add(successor.group(1));
        }
    }

    /** All of them, which another sender takes over. */
    List<String> handOver() {
        var all = new ArrayList<String>();
        for (var token = tokens.poll(); token != null; token = tokens.poll()) {
            all.add(token);
        }
        return all;
    }

    void takeBack(Collection<String> left) {
        tokens.addAll(left);
    }
}
