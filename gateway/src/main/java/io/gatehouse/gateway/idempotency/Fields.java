package io.gatehouse.gateway.idempotency;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Texts as bytes that stand for no other texts. */
final class Fields {

    private Fields() {}

    /** @param texts each of them may be null */
    static byte[] of(String... texts) {
        var bytes = Buffer.buffer();
        for (var text : texts) {
            if (text == null) {
                bytes.appendInt(-1);
            } else {
                append(bytes, text);
            }
        }
        return bytes.getBytes();
    }

    static void append(Buffer to, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        to.appendInt(bytes.length).appendBytes(bytes);
    }
}
