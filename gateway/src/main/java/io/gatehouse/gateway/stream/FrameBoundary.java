package io.gatehouse.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Follows a service's frames (RFC 6455 section 5.2) to know where one ends and another may begin. What is in them is not looked at. */
final class FrameBoundary {

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASKED = 0x80;
    private static final int FIN_CLOSE = 0x88;

    private int headerSeen;
    private int headerLength = 2;
    private long length;
    private long payloadLeft;
    private boolean closing;

    /** Whether a frame may be sent now. After the service's own close none may. */
    boolean isBetween() {
        return headerSeen == 0 && payloadLeft == 0 && !closing;
    }

    /** Looks at bytes on their way. */
    void look(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                long skipped = Math.min(payloadLeft, end - at);
                payloadLeft -= skipped;
                at += (int) skipped;
            } else {
                header(bytes.getUnsignedByte(at++));
            }
        }
    }

    static ByteBuf close(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.buffer(text.length + 4)
                .writeByte(FIN_CLOSE)
                .writeByte(text.length + 2)
                .writeShort(code)
                .writeBytes(text);
    }

    private void header(int octet) {
        headerSeen++;
        if (headerSeen == 1) {
            closing |= (octet & 0x0f) == (FIN_CLOSE & 0x0f);
        } else if (headerSeen == 2) {
            begin(octet);
        } else if (headerSeen <= headerLength) {
            length = (length << Byte.SIZE) | octet;
        }
        if (headerSeen == headerLength) {
            headerSeen = 0;
            headerLength = 2;
            // Negative lengths there are none: who sends them is not followed any more.
            payloadLeft = length < 0 ? Long.MAX_VALUE : length;
        }
    }

    private void begin(int octet) {
        int given = octet & ~MASKED;
        length = given < LENGTH_16 ? given : 0;
        headerLength = given < LENGTH_16 ? 2 : given < LENGTH_64 ? 4 : 10;
        if ((octet & MASKED) != 0) {
            // A service must not mask; its frame still has an end.
            closing = true;
        }
    }
}
