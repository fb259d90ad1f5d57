package io.gatehouse.gateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;

/** A script among the resources: sent by its hash, and as a whole where Redis does not have it yet. */
public final class RedisScript {

    private final byte[] source;
    private final byte[] hash;

    public RedisScript(String resource) {
        this.source = read(resource);
        this.hash = sha1(source);
    }

    /**
     * One round trip; two when Redis does not have the script yet.
     *
     * @param redis sends a command, perhaps together with others, which it then fails with
     * @param alone sends a command whose failure is its own
     * @param arguments adds the number of keys, the keys and the arguments
     */
    public Future<Response> run(
            Function<Request, Future<Response>> redis,
            Function<Request, Future<Response>> alone,
            Consumer<Request> arguments) {
        return redis.apply(command(Command.EVALSHA, hash, arguments))
                .recover(failure -> isUnknown(failure)
                        ? alone.apply(command(Command.EVAL, source, arguments))
                        : Future.failedFuture(failure));
    }

    private static Request command(Command command, byte[] script, Consumer<Request> arguments) {
        var request = Request.cmd(command).arg(script);
        arguments.accept(request);
        return request;
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("NOSCRIPT");
    }

    private static byte[] read(String resource) {
        try (var in = RedisScript.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // SHA-1 is how Redis names scripts.
    private static byte[] sha1(byte[] source) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
