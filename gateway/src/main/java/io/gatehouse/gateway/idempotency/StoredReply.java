package io.gatehouse.gateway.idempotency;

import io.gatehouse.gateway.proxy.ResponseStep;
import io.gatehouse.gateway.proxy.WholeResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** A service's reply as it is kept. */
record StoredReply(int status, MultiMap headers, Buffer body) {

    private static final String REPLAYED = "Idempotency-Replayed";

    Buffer encode() {
        var bytes =
                Buffer.buffer().appendInt(status).appendInt(headers.entries().size());
        headers.forEach((name, value) -> {
            Fields.append(bytes, name);
            Fields.append(bytes, value);
        });
        return bytes.appendBuffer(body);
    }

    static StoredReply decode(Buffer bytes) {
        var reader = new Reader(bytes);
        int status = reader.number();
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int left = reader.number(); left > 0; left--) {
            headers.add(reader.text(), reader.text());
        }
        return new StoredReply(status, headers, reader.rest());
    }

    /** Says it once more. The fields that belong to a single response are added as to every other one. */
    Future<Void> send(HttpServerRequest request, List<ResponseStep> steps) {
        request.response()
                .setStatusCode(status)
                .putHeader(REPLAYED, "true")
                .headers()
                .addAll(headers);
        return WholeResponse.send(request, body, steps);
    }

    private static final class Reader {

        private final Buffer bytes;
        private int at;

        Reader(Buffer bytes) {
            this.bytes = bytes;
        }

        int number() {
            at += Integer.BYTES;
            return bytes.getInt(at - Integer.BYTES);
        }

        String text() {
            int length = number();
            at += length;
            return bytes.getString(at - length, at);
        }

        Buffer rest() {
            return bytes.slice(at, bytes.length());
        }
    }
}
