package io.gatehouse.kit.problem;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger.Level;

/** Tells the failure of something we depend on, which passes, from a mistake of our own, which does not. */
public final class Outages {

    /** SQLSTATE classes of what may go well the next time: connection, rollback, resources, operator intervention. */
    private static final String[] UNABLE = {"08", "40", "53", "57"};

    private Outages() {}

    /**
     * The level at which work in the background logs why it is tried again: readiness tells of outages, and nobody would hear of
     * anything else.
     */
    public static Level level(Throwable failure) {
        return isOutage(failure) ? Level.DEBUG : Level.WARN;
    }

    public static boolean isOutage(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (tellsOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tellsOutage(Throwable cause) {
        return switch (cause) {
            case PgException refused -> isUnable(refused.getSqlState());
            // Hibernate's translation of the same.
            case SQLException refused -> isUnable(refused.getSQLState());
            case ConnectException _, UnknownHostException _, SocketException _ -> true;
            case ClosedConnectionException _, HttpClosedException _, ClosedChannelException _ -> true;
            // What a socket tells that breaks while it is written to: it has no type of its own, whoever serves it.
            case IOException broken -> saysBroken(broken.getMessage());
            case TimeoutException _, ConnectionPoolTooBusyException _ -> true;
            // The SQL pool tells an exhausted wait and a lost connection by message alone.
            case VertxException vertx -> saysUnable(vertx.getMessage());
            default -> isPoolTimeout(cause);
        };
    }

    private static boolean saysBroken(String message) {
        return message != null && (message.contains("Connection reset") || message.contains("Broken pipe"));
    }

    private static boolean isPoolTimeout(Throwable cause) {
        return cause.getClass().getName().endsWith("NoStackTraceThrowable") && saysUnable(cause.getMessage());
    }

    private static boolean saysUnable(String message) {
        return message != null
                && (message.startsWith("Timeout")
                        || message.startsWith("Connection is closed")
                        || message.startsWith("Connection was closed")
                        || message.startsWith("Connection is not active")
                        || message.contains("not accepting"));
    }

    private static boolean isUnable(String sqlState) {
        for (var unable : UNABLE) {
            if (sqlState != null && sqlState.startsWith(unable)) {
                return true;
            }
        }
        return false;
    }
}
