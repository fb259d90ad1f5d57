package io.gatehouse.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.zip.CRC32;

/** Large bodies that are made and checked without ever being held. */
final class Digests {

    private Digests() {}

    /** Answers with length and checksum of what came. */
    static void receive(HttpServerRequest request) {
        var checksum = new CRC32();
        var length = new long[1];
        request.handler(buffer -> {
            checksum.update(buffer.getBytes());
            length[0] += buffer.length();
        });
        request.endHandler(_ -> request.response().end(length[0] + " " + checksum.getValue()));
    }

    /** Answers with the bytes asked for, at the pace of the reader. */
    static void generate(HttpServerRequest request, int chunk) {
        var response = request.response();
        if (request.getParam("code") != null) {
            response.setStatusCode(Integer.parseInt(request.getParam("code")));
        }
        if (request.getParam("chunked") == null) {
            response.putHeader("Content-Length", request.getParam("bytes"));
        } else {
            response.setChunked(true);
        }
        generate(response, Long.parseLong(request.getParam("bytes")), chunk);
    }

    private static void generate(HttpServerResponse response, long left, int chunk) {
        long rest = left;
        while (rest > 0) {
            if (response.writeQueueFull()) {
                long then = rest;
                response.drainHandler(_ -> generate(response, then, chunk));
                return;
            }
            int now = (int) Math.min(chunk, rest);
            response.write(Buffer.buffer(new byte[now]));
            rest -= now;
        }
        response.end();
    }
}
