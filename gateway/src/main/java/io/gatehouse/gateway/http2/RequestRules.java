package io.gatehouse.gateway.http2;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.util.AsciiString;
import java.util.BitSet;
import java.util.EnumSet;

/**
 * What the fields of a request must be (RFC 9113 section 8.2 and 8.3), as far as the codec does not see to it: behind the
 * gateway they become lines of HTTP/1.1. The codec refuses connection-specific fields, capital letters and a wrong order.
 */
final class RequestRules {

    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
    private static final BitSet NAME = BitSet.valueOf(bits(TOKEN));
    private static final int DELETE = 0x7F;

    private final int maxTarget;

    /** @param maxTarget the most bytes of method and path, which HTTP/1.1 calls the request line */
    RequestRules(int maxTarget) {
        this.maxTarget = maxTarget;
    }

    /**
     * Checks a request's header and gives it the form that every stage knows: one Host, one Cookie.
     *
     * @throws IllegalArgumentException if the fields may be read in more than one way
     * @throws TooLongFrameException if the path is too long
     */
    void check(Http2Headers headers) {
        checkMethod(headers);
        var seen = EnumSet.noneOf(PseudoHeaderName.class);
        for (var field : headers) {
            if (PseudoHeaderName.hasPseudoHeaderFormat(field.getKey())) {
                checkPseudo(field.getKey(), seen);
            } else {
                checkName(field.getKey());
            }
            checkValue(field.getValue());
        }
        checkScheme(headers);
        checkLength(headers);
        checkAuthority(headers);
        joinCookies(headers);
    }

    /** @throws IllegalArgumentException if the fields after a body are none */
    static void checkTrailers(Http2Headers trailers) {
        for (var field : trailers) {
            checkName(field.getKey());
            checkValue(field.getValue());
        }
    }

    private static void checkPseudo(CharSequence name, EnumSet<PseudoHeaderName> seen) {
        var pseudo = PseudoHeaderName.getPseudoHeader(name);
        if (pseudo == PseudoHeaderName.PROTOCOL || !seen.add(pseudo)) {
            throw new IllegalArgumentException("a pseudo-header field does not belong there");
        }
    }

    private static void checkName(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (!NAME.get(name.charAt(i))) {
                throw new IllegalArgumentException("a field's name is not valid");
            }
        }
    }

    private static void checkValue(CharSequence value) {
        int length = value.length();
        if (length > 0 && (isSpace(value.charAt(0)) || isSpace(value.charAt(length - 1)))) {
            throw new IllegalArgumentException("a field's value begins or ends with a space");
        }
        for (int i = 0; i < length; i++) {
            char character = value.charAt(i);
            if ((character < ' ' && character != '\t') || character == DELETE) {
                throw new IllegalArgumentException("a field's value has a control character");
            }
        }
    }

    // First: for a method that is no token the server ends the whole connection, though this request alone is at fault.
    // It gets one that the server knows, and is refused.
    private static void checkMethod(Http2Headers headers) {
        var method = headers.method();
        if (method != null && !isToken(method)) {
            headers.method(HttpMethod.GET.asciiName());
            throw new IllegalArgumentException("the method is not valid");
        }
    }

    private static boolean isToken(CharSequence method) {
        for (int i = 0; i < method.length(); i++) {
            if (!NAME.get(AsciiString.toLowerCase(method.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private void checkLength(Http2Headers headers) {
        var method = headers.method();
        var path = headers.path();
        if (method != null && path != null && method.length() + path.length() > maxTarget) {
            throw new TooLongFrameException("the path is too long");
        }
    }

    // What the client says of its scheme decides nothing here; it must at least be one of ours.
    private static void checkScheme(Http2Headers headers) {
        var scheme = headers.scheme();
        if (scheme != null
                && !AsciiString.contentEqualsIgnoreCase("https", scheme)
                && !AsciiString.contentEqualsIgnoreCase("http", scheme)) {
            throw new IllegalArgumentException("the scheme is not known here");
        }
    }

    private static void checkAuthority(Http2Headers headers) {
        var authority = headers.authority();
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && authority == null)) {
            throw new IllegalArgumentException("exactly one authority is needed");
        }
        if (authority == null) {
            headers.authority(hosts.getFirst());
        } else if (hosts.isEmpty()) {
            headers.set(HttpHeaderNames.HOST, authority);
        } else if (!AsciiString.contentEqualsIgnoreCase(authority, hosts.getFirst())) {
            throw new IllegalArgumentException("the authority and the Host are not the same");
        }
    }

    // Browsers send them one by one, which compresses better; HTTP/1.1 has one field for all (section 8.2.3).
    private static void joinCookies(Http2Headers headers) {
        var crumbs = headers.getAll(HttpHeaderNames.COOKIE);
        if (crumbs.size() > 1) {
            headers.set(HttpHeaderNames.COOKIE, String.join("; ", crumbs));
        }
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t';
    }

    private static long[] bits(String characters) {
        var set = new BitSet();
        characters.chars().forEach(set::set);
        return set.toLongArray();
    }
}
