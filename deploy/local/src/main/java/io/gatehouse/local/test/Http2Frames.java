package io.gatehouse.local.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 as bytes (RFC 9113 section 4), also such as no library would send. */
public final class Http2Frames {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GO_AWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;
    public static final int PRIORITY_GIVEN = 0x20;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    // What a length has room for in its first octet (RFC 7541 section 5.1).
    private static final int SHORT = 0x7F;
    private static final int MORE = 0x80;

    private Http2Frames() {}

    /** What a client begins with, before its settings. */
    public static byte[] preface() {
        return PREFACE.getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Names and values, as they are and in this order, as literals that go into no table (RFC 7541 section 6.2.2). */
    public static byte[] fields(String... namesAndValues) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0);
            write(block, namesAndValues[i]);
            write(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    private static void write(ByteArrayOutputStream block, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length;
        if (length < SHORT) {
            block.write(length);
        } else {
            block.write(SHORT);
            for (length -= SHORT; length >= MORE; length >>= 7) {
                block.write((length & SHORT) | MORE);
            }
            block.write(length);
        }
        block.writeBytes(bytes);
    }
}
