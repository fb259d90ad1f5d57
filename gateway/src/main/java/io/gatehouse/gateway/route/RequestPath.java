package io.gatehouse.gateway.route;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A request target whose path has exactly one reading. Encoded letters, digits, {@code -}, {@code _} and {@code ~} are
 * decoded, as RFC 3986 section 6.2.2.2 allows; whatever a service behind could read differently (dot segments, encoded
 * separators, double slashes, path parameters, backslashes, control characters, bytes that are no UTF-8) is refused, not
 * repaired.
 *
 * @param path the path in its one spelling
 * @param query the query with its question mark as it came, or empty
 */
public record RequestPath(String path, String query) {

    private static final String REFUSED_RAW = "\\;#\"<>^`{|}";
    private static final String REFUSED_ENCODED = "/\\.;%";

    /** Reads the target of a request line; only the origin form is known here (RFC 9112 section 3.2.1). */
    public static RequestPath parse(String target) {
        int mark = target.indexOf('?');
        var rawPath = mark < 0 ? target : target.substring(0, mark);
        var query = mark < 0 ? "" : target.substring(mark);
        if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
            throw refused("the request target is not a path");
        }
        checkQuery(query);
        var path = canonical(rawPath);
        checkSegments(path);
        return new RequestPath(path, query);
    }

    /** The same query at another path, which obeys the same rules. */
    RequestPath moved(String to) {
        var path = canonical(to);
        checkSegments(path);
        return new RequestPath(path, query);
    }

    /** What the service is asked for. */
    public String target() {
        return query.isEmpty() ? path : path + query;
    }

    private static String canonical(String raw) {
        var path = new StringBuilder(raw.length());
        boolean ascii = true;
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character == '%') {
                int octet = octet(raw, i);
                appendDecoded(path, octet);
                ascii &= octet < 0x80;
                i += 2;
            } else {
                checkRaw(character);
                path.append(character);
            }
        }
        if (!ascii) {
            checkUtf8(path);
        }
        return path.toString();
    }

    // Lenient decoders make a dot of %C0%AE, and others a character that stands for anything (RFC 3629 section 10).
    private static void checkUtf8(CharSequence path) {
        var octets = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            boolean encoded = path.charAt(i) == '%';
            octets.put((byte) (encoded ? HexFormat.fromHexDigits(path, i + 1, i + 3) : path.charAt(i)));
            i += encoded ? 2 : 0;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        if (decoder.decode(octets.flip(), CharBuffer.allocate(octets.limit()), true)
                .isError()) {
            throw refused("the path has encoded bytes that are no UTF-8");
        }
    }

    private static void appendDecoded(StringBuilder path, int octet) {
        if (octet < ' ' || octet == 0x7F || REFUSED_ENCODED.indexOf(octet) >= 0) {
            throw refused("the path has an encoded character that could be read in two ways");
        }
        if (octet < 0x80 && (Character.isLetterOrDigit(octet) || octet == '-' || octet == '_' || octet == '~')) {
            path.append((char) octet);
        } else {
            path.append('%').append(hex(octet >> 4)).append(hex(octet & 0xF));
        }
    }

    private static int octet(String raw, int percent) {
        int high = hexValue(raw, percent + 1);
        int low = hexValue(raw, percent + 2);
        if (high < 0 || low < 0) {
            throw refused("the request target has a broken percent-encoding");
        }
        return high << 4 | low;
    }

    // Character.digit would take full-width and other digits for hexadecimal ones; checkRaw keeps ASCII here.
    private static int hexValue(String raw, int at) {
        return at < raw.length() && raw.charAt(at) < 0x80 ? Character.digit(raw.charAt(at), 16) : -1;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    private static void checkRaw(char character) {
        if (character <= ' ' || character >= 0x7F || REFUSED_RAW.indexOf(character) >= 0) {
            throw refused("the path has a character that does not belong there");
        }
    }

    private static void checkQuery(String query) {
        for (int i = 0; i < query.length(); i++) {
            char character = query.charAt(i);
            if (character == '%') {
                octet(query, i);
            }
            if (character <= ' ' || character >= 0x7F || character == '#') {
                throw refused("the query has a character that does not belong there");
            }
        }
    }

    private static void checkSegments(String path) {
        int from = 1;
        for (int end = path.indexOf('/', from); end >= 0; end = path.indexOf('/', from)) {
            // The last part may be empty: the path ends in a slash.
            if (end == from) {
                throw refused("the path has an empty segment");
            }
            checkDots(path, from, end);
            from = end + 1;
        }
        checkDots(path, from, path.length());
    }

    private static void checkDots(String path, int from, int end) {
        int length = end - from;
        if (length > 0 && length <= 2 && path.charAt(from) == '.' && path.charAt(end - 1) == '.') {
            throw refused("the path has dot segments");
        }
    }

    private static ApiException refused(String detail) {
        return new ApiException(ErrorCode.MALFORMED_REQUEST, detail);
    }
}
