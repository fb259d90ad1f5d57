package io.gatehouse.gateway;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/** Lines of a log as they are written, from its opening on. */
public final class LogLines implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Logger log;
    private final BlockingQueue<ExtLogRecord> lines = new LinkedBlockingQueue<>();
    private final ExtHandler handler;

    private LogLines(String category, Predicate<ExtLogRecord> wanted) {
        this.log = Logger.getLogger(category);
        this.handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                if (wanted.test(line)) {
                    lines.add(line);
                }
            }
        };
        log.addHandler(handler);
    }

    /** All lines of a class. */
    public static LogLines of(Class<?> category) {
        return new LogLines(category.getName(), _ -> true);
    }

    /** Lines of the access log. */
    public static LogLines ofRequests(Predicate<ExtLogRecord> wanted) {
        return new LogLines("io.gatehouse.access", wanted);
    }

    /** Lines of requests for this path. */
    public static LogLines ofRequests(String path) {
        return ofRequests(line -> path.equals(line.getMdc("path")));
    }

    /** The next line. That of a request is written when the response has gone out, which the client may see first. */
    public ExtLogRecord next() {
        try {
            var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line was written");
            }
            return line;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the lines say that nobody has taken. */
    public List<String> texts() {
        return lines.stream().map(LogLines::text).toList();
    }

    private static String text(ExtLogRecord line) {
        var parameters = line.getParameters();
        return parameters == null ? line.getMessage() : String.format(line.getMessage(), parameters);
    }

    @Override
    public void close() {
        log.removeHandler(handler);
    }
}
