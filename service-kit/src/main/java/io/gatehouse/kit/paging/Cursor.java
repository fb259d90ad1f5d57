package io.gatehouse.kit.paging;

import io.gatehouse.contracts.error.ApiException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a page of a list ended: the keys of its last item, opaque to clients. It belongs to one list; one from another
 * list or another query, changed or cut, is refused as {@code validation_failed} on {@code cursor}.
 *
 * <p>In base64url without padding: a version, a mark of the list, and each key as its length and its UTF-8.
 */
public final class Cursor {

    private static final byte VERSION = 1;
    private static final int MARK_BYTES = 8;

    /** Room for two keys of the longest text we sort by. */
    private static final int MAX_BYTES = 768;

    /** The same in base64; a longer cursor is none of ours. */
    private static final int MAX_LENGTH = MAX_BYTES / 3 * 4;

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    /**
     * The cursor behind an item.
     *
     * @param list the list with all that selects its items, such as {@code users?query=ada}
     * @param keys what the list is ordered by, in that order
     */
    public static String encode(String list, Object... keys) {
        var bytes = ByteBuffer.allocate(MAX_BYTES).put(VERSION).put(mark(list));
        try {
            for (var key : keys) {
                var text = key.toString().getBytes(StandardCharsets.UTF_8);
                bytes.putShort((short) text.length).put(text);
            }
        } catch (BufferOverflowException tooLong) {
            throw new IllegalArgumentException("the keys are too long for a cursor", tooLong);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Reads a client's cursor for the same {@code list}. */
    public static Cursor decode(String list, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw refusal();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            // Base64 has several spellings of the same bytes; only ours is a cursor.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                throw refusal();
            }
            return new Cursor(keys(list, ByteBuffer.wrap(bytes)));
        } catch (IllegalArgumentException | BufferUnderflowException | CharacterCodingException garbled) {
            throw refusal();
        }
    }

    /** The key at this place. */
    public String text(int index) {
        if (index >= keys.size()) {
            throw refusal();
        }
        return keys.get(index);
    }

    /** The key at this place, where it is an id. */
    public UUID uuid(int index) {
        var text = text(index);
        try {
            var id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            throw refusal();
        }
        throw refusal();
    }

    /** The key at this place, where it is a whole number. */
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException notANumber) {
            throw refusal();
        }
    }

    private static List<String> keys(String list, ByteBuffer bytes) throws CharacterCodingException {
        var mark = new byte[MARK_BYTES];
        if (bytes.get() != VERSION || !Arrays.equals(mark(list), read(bytes, mark))) {
            throw refusal();
        }
        var keys = new ArrayList<String>();
        while (bytes.hasRemaining()) {
            keys.add(text(read(bytes, new byte[Short.toUnsignedInt(bytes.getShort())])));
        }
        return keys;
    }

    private static byte[] read(ByteBuffer bytes, byte[] target) {
        bytes.get(target);
        return target;
    }

    private static String text(byte[] utf8) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        // PostgreSQL takes any text as a parameter but this.
        if (text.indexOf('\0') >= 0) {
            throw refusal();
        }
        return text;
    }

    private static byte[] mark(String list) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ApiException refusal() {
        return ApiException.invalid("cursor", "invalid_value", "is no cursor of this list");
    }
}
