package io.gatehouse.gateway.route;

/** The routes file cannot be used; the message is one sentence, which names the file and where it can the line. */
public final class RouteFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RouteFileException(String sentence) {
        super(sentence, null, false, false);
    }

    RouteFileException(String file, int line, String sentence) {
        this(file + ":" + line + ": " + sentence);
    }
}
