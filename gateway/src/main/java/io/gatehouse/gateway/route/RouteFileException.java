package io.gatehouse.gateway.route;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes file cannot be used; the message has a line for each mistake, which names the file and where it can its line. */
public final class RouteFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Whoever has made more begins with these.
    private static final int MOST_TOLD = 20;

    private final transient List<String> mistakes;

    RouteFileException(String sentence) {
        this(List.of(sentence));
    }

    RouteFileException(List<String> mistakes) {
        super(told(mistakes).collect(Collectors.joining("\n")), null, false, false);
        this.mistakes = told(mistakes).toList();
    }

    /** One sentence each; the last may say how many more there are. */
    public List<String> mistakes() {
        return mistakes;
    }

    private static Stream<String> told(List<String> mistakes) {
        int untold = mistakes.size() - MOST_TOLD;
        return untold <= 0
                ? mistakes.stream()
                : Stream.concat(mistakes.stream().limit(MOST_TOLD), Stream.of("and " + untold + " more"));
    }
}
