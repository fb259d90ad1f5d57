package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads one chunked body (RFC 9112 section 7.1) as it is written there. The usual decoder lets sizes wrap around and skips
 * what it does not understand; a peer that reads the same bytes otherwise sees another end of the body.
 */
final class ChunkedBody {

    // Less than 2^28 bytes: no int wraps around, and no client makes chunks of that size.
    private static final int MAX_SIZE_DIGITS = 7;
    private static final int MAX_SIZE_LINE = 256;
    private static final int LINE_END = 2;

    private final int maxPiece;
    private Part part = Part.SIZE;
    private int remaining;
    private int trailerLeft;

    private enum Part {
        SIZE,
        DATA,
        DATA_END,
        TRAILER
    }

    /**
     * @param maxPiece the most bytes that are handed on at once
     * @param maxTrailer the most bytes of all trailer fields together
     */
    ChunkedBody(int maxPiece, int maxTrailer) {
        this.maxPiece = maxPiece;
        this.trailerLeft = maxTrailer;
    }

    /**
     * The next piece of the body, the last of which is a {@link LastHttpContent}; null as long as bytes are missing.
     *
     * @throws IllegalArgumentException if this is no chunked body
     */
    HttpContent read(ByteBuf bytes) {
        if (part == Part.DATA_END && line(bytes, 0) != null) {
            part = Part.SIZE;
        }
        if (part == Part.SIZE) {
            readSize(bytes);
        }
        return switch (part) {
            case DATA -> data(bytes);
            case TRAILER -> trailer(bytes);
            case SIZE, DATA_END -> null;
        };
    }

    private void readSize(ByteBuf bytes) {
        var line = line(bytes, MAX_SIZE_LINE);
        if (line != null) {
            remaining = size(line);
            part = remaining == 0 ? Part.TRAILER : Part.DATA;
        }
    }

    private HttpContent data(ByteBuf bytes) {
        int length = Math.min(remaining, Math.min(maxPiece, bytes.readableBytes()));
        if (length == 0) {
            return null;
        }
        remaining -= length;
        if (remaining == 0) {
            part = Part.DATA_END;
        }
        return new DefaultHttpContent(bytes.readRetainedSlice(length));
    }

    // Trailer fields end here: no service is told of them.
    private HttpContent trailer(ByteBuf bytes) {
        for (var line = line(bytes, trailerLeft); line != null; line = line(bytes, trailerLeft)) {
            if (line.isEmpty()) {
                return LastHttpContent.EMPTY_LAST_CONTENT;
            }
            checkField(line);
            trailerLeft = Math.max(0, trailerLeft - line.length() - LINE_END);
        }
        return null;
    }

    private static void checkField(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || HttpHeaderValidationUtil.validateToken(line.substring(0, colon)) >= 0) {
            throw new IllegalArgumentException("a trailer field is not valid");
        }
    }

    private static int size(String line) {
        int digits = 0;
        while (digits < line.length() && HexFormat.isHexDigit(line.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > MAX_SIZE_DIGITS || (digits < line.length() && line.charAt(digits) != ';')) {
            throw new IllegalArgumentException("a chunk size is not valid");
        }
        return HexFormat.fromHexDigits(line, 0, digits);
    }

    /** A whole line without its end, or null when it is not there yet. */
    private static String line(ByteBuf bytes, int maxLength) {
        int start = bytes.readerIndex();
        int readable = Math.min(bytes.readableBytes(), maxLength + LINE_END);
        int end = bytes.indexOf(start, start + readable, (byte) '\n');
        if (end < 0) {
            if (readable == maxLength + LINE_END) {
                throw new IllegalArgumentException("a line of the chunked body is too long");
            }
            return null;
        }
        var line = bytes.readCharSequence(end + 1 - start, StandardCharsets.ISO_8859_1)
                .toString();
        int length = line.length() - LINE_END;
        if (length < 0
                || line.charAt(length) != '\r'
                || line.chars().limit(length).anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a line of the chunked body is not valid");
        }
        return line.substring(0, length);
    }
}
