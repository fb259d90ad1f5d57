package io.gatehouse.gateway.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The stream as one connection to Redis shows it, in replies of RESP2. Every command fails when Redis is late. */
final class RevocationStream {

    private static final Logger LOG = Logger.getLogger(RevocationStream.class);

    /** How long Redis holds a read without news; it bounds how long a silent connection is taken for a quiet one. */
    private static final Duration BLOCK = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int MOST = 1_000;
    private static final String RUN_ID = "run_id:";

    private final RedisConnection connection;
    private final String server;

    /**
     * Entries in their order.
     *
     * @param full whether there may be more
     * @param whole whether all of them could be read
     */
    record Batch(List<Revocation> revocations, StreamId last, boolean full, boolean whole) {}

    private RevocationStream(RedisConnection connection, String server) {
        this.connection = connection;
        this.server = server;
    }

    static Future<RevocationStream> of(RedisConnection connection) {
        return send(connection, Request.cmd(Command.INFO).arg("server"), TIMEOUT)
                .map(info -> info.toString()
                        .lines()
                        .filter(line -> line.startsWith(RUN_ID))
                        .findFirst()
                        .orElseThrow())
                // Where nobody may ask which process this is, every connection is to another one.
                .otherwise(_ -> UUID.randomUUID().toString())
                .map(server -> new RevocationStream(connection, server));
    }

    /** Names the process: what one has shown, another one need not have. */
    String server() {
        return server;
    }

    /** Whether the entry is still there. Entries go from the oldest on, so no later one has gone then. */
    Future<Boolean> has(StreamId id) {
        return send(
                        Request.cmd(Command.XRANGE)
                                .arg(Revocation.STREAM)
                                .arg(id.toString())
                                .arg(id.toString()),
                        TIMEOUT)
                .map(found -> found.size() > 0);
    }

    /** The id of the last entry, or {@link StreamId#START} where there is none. */
    Future<StreamId> end() {
        var request = Request.cmd(Command.XREVRANGE)
                .arg(Revocation.STREAM)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(1);
        return send(request, TIMEOUT).map(found -> found.size() == 0 ? StreamId.START : idOf(found.get(0)));
    }

    /** What comes after an id, as soon as there is something; nothing after half a second. */
    Future<Batch> readAfter(StreamId id) {
        var request = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(MOST)
                .arg("BLOCK")
                .arg(BLOCK.toMillis())
                .arg("STREAMS")
                .arg(Revocation.STREAM)
                .arg(id.toString());
        return send(request, BLOCK.plus(TIMEOUT))
                .map(streams -> streams == null
                        ? new Batch(List.of(), id, false, true)
                        : batch(streams.get(0).get(1)));
    }

    private Future<Response> send(Request request, Duration timeout) {
        return send(connection, request, timeout);
    }

    private static Future<Response> send(RedisConnection connection, Request request, Duration timeout) {
        return connection.send(request).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Batch batch(Response entries) {
        var revocations = new ArrayList<Revocation>(entries.size());
        for (var entry : entries) {
            try {
                revocations.add(revocation(entry.get(1)));
            } catch (RuntimeException unreadable) {
                // Who writes there is trusted, but may be of another version; it must not hide what comes after it.
                LOG.errorf(unreadable, "The revocation %s cannot be read", entry.get(0));
            }
        }
        return new Batch(
                revocations,
                idOf(entries.get(entries.size() - 1)),
                entries.size() == MOST,
                revocations.size() == entries.size());
    }

    private static Revocation revocation(Response fields) {
        var entry = new HashMap<String, String>();
        for (int field = 0; field + 1 < fields.size(); field += 2) {
            entry.put(fields.get(field).toString(), fields.get(field + 1).toString());
        }
        return Revocation.ofEntry(entry);
    }

    private static StreamId idOf(Response entry) {
        return StreamId.parse(entry.get(0).toString());
    }
}
