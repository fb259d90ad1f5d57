package io.gatehouse.auth.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A script that Redis runs as one step; named by its digest, and sent whole where Redis does not have it. */
record Script(String text, String sha) {

    static Script read(String resource) {
        try (var in = Script.class.getResourceAsStream(resource)) {
            var bytes = in.readAllBytes();
            var sha = MessageDigest.getInstance("SHA-1").digest(bytes);
            return new Script(new String(bytes, UTF_8), HexFormat.of().formatHex(sha));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    Future<Response> run(Redis redis, List<String> keys, List<String> arguments) {
        return redis.send(command(Command.EVALSHA, sha, keys, arguments))
                .recover(failure -> isUnknown(failure)
                        ? redis.send(command(Command.EVAL, text, keys, arguments))
                        : Future.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static Request command(Command command, String script, List<String> keys, List<String> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
