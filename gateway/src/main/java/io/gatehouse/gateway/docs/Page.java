package io.gatehouse.gateway.docs;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** What is sent for a page. */
record Page(String contentType, Buffer body) {

    static Page html(String text) {
        return new Page("text/html; charset=utf-8", Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Page json(Buffer body) {
        return new Page("application/json", body);
    }
}
