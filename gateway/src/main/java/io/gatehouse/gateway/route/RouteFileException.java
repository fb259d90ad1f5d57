package io.gatehouse.gateway.route;

/** The routes file cannot be used; the message is one sentence that begins with file and line. */
public final class RouteFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RouteFileException(String file, int line, String sentence) {
        super(file + ":" + line + ": " + sentence, null, false, false);
    }
}
