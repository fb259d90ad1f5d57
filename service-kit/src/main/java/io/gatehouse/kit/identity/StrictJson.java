package io.gatehouse.kit.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes and JSON that can be read in one way only; all else is an {@link IllegalArgumentException}. */
final class StrictJson {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictJson() {}

    /** The bytes of base64url without padding, stray characters or set bits that belong to no byte (RFC 7515 section 2). */
    static byte[] base64url(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not the one spelling of its bytes");
        }
        return bytes;
    }

    /** The one object that these bytes are in UTF-8, without a repeated member at any depth. */
    static JsonNode object(byte[] utf8) {
        try {
            // As text: from bytes the parser would also guess UTF-16 and UTF-32.
            var node = READER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
            if (!node.isObject()) {
                throw new IllegalArgumentException("not an object");
            }
            return node;
        } catch (CharacterCodingException | JsonProcessingException unreadable) {
            throw new IllegalArgumentException("not JSON", unreadable);
        }
    }

    /** The member's text; empty where it is missing or no text. */
    static String text(JsonNode object, String member) {
        var value = object.path(member);
        return value.isTextual() ? value.textValue() : "";
    }
}
