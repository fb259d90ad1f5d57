package io.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.function.BiConsumer;

/** A set of header field names. Every name of every message is looked up in some, so that makes no garbage. */
public final class FieldNames {

    // At most half full: nearly every look-up ends at an empty place.
    private final AsciiString[] places;

    private FieldNames(Collection<String> names) {
        this.places = new AsciiString[Integer.highestOneBit(names.size()) << 2];
        names.forEach(this::put);
    }

    public static FieldNames of(String... names) {
        return new FieldNames(java.util.Set.of(names));
    }

    static FieldNames of(Collection<String> names) {
        return new FieldNames(java.util.Set.copyOf(names));
    }

    public boolean contains(CharSequence name) {
        int place = AsciiString.hashCode(name) & (places.length - 1);
        while (places[place] != null) {
            if (AsciiString.contentEqualsIgnoreCase(places[place], name)) {
                return true;
            }
            place = (place + 1) & (places.length - 1);
        }
        return false;
    }

    /**
     * The name with hyphens in the place of underscores: to services that read fields as variables (CGI, WSGI, Rack) both are one.
     * The same object where there are none.
     */
    public static CharSequence hyphenated(CharSequence name) {
        return AsciiString.indexOf(name, '_', 0) < 0 ? name : name.toString().replace('_', '-');
    }

    /** Whether a name begins with this, in small or capital letters. */
    static boolean beginsWith(CharSequence name, AsciiString prefix) {
        return name.length() >= prefix.length() && AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length());
    }

    /** All fields of a message, without making strings of those that are none yet. */
    public static void forEach(MultiMap headers, BiConsumer<CharSequence, CharSequence> action) {
        if (headers instanceof HttpHeaders netty) {
            netty.iteratorCharSequence().forEachRemaining(field -> action.accept(field.getKey(), field.getValue()));
        } else {
            headers.forEach(action::accept);
        }
    }

    private void put(String name) {
        var key = AsciiString.of(name);
        int place = key.hashCode() & (places.length - 1);
        while (places[place] != null) {
            place = (place + 1) & (places.length - 1);
        }
        places[place] = key;
    }
}
