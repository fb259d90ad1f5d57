package io.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with one file, as it is found, so that all of it can be told at once. */
final class Mistakes {

    private final String file;
    private final List<Mistake> all = new ArrayList<>();

    private record Mistake(int line, String sentence) {}

    Mistakes(String file) {
        this.file = file;
    }

    int count() {
        return all.size();
    }

    void add(int line, String sentence) {
        all.add(new Mistake(line, sentence));
    }

    /** Notes what {@code part} finds wrong, so that the reading goes on behind it. */
    void collect(Runnable part) {
        try {
            part.run();
        } catch (MistakeException wrong) {
            add(wrong.line, wrong.getMessage());
        }
    }

    /** The same for a part that makes something, which is {@code otherwise} where it could not. */
    <T> T collect(Supplier<T> part, T otherwise) {
        try {
            return part.get();
        } catch (MistakeException wrong) {
            add(wrong.line, wrong.getMessage());
            return otherwise;
        }
    }

    /** Fails with all mistakes in the order of their lines. */
    void throwIfAny() {
        if (!all.isEmpty()) {
            all.sort(Comparator.comparingInt(Mistake::line));
            throw new RouteFileException(all.stream()
                    .map(mistake -> file + ":" + mistake.line + ": " + mistake.sentence)
                    .distinct()
                    .toList());
        }
    }

    /** Ends the reading of one part of the file. */
    static final class MistakeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final int line;

        MistakeException(int line, String sentence) {
            super(sentence, null, false, false);
            this.line = line;
        }
    }
}
