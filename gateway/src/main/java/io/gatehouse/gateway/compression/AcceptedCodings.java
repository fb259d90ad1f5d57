package io.gatehouse.gateway.compression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a client accepts, by {@code Accept-Encoding} (RFC 9110 section 12.5.3). Each weight is from 0, which is refused, to 1. */
record AcceptedCodings(float brotli, float gzip, float identity) {

    private static final Pattern WEIGHT = Pattern.compile("\\s*[qQ]\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");
    private static final float UNNAMED = -1;

    // Acceptable, but below the least weight that can be written.
    private static final float LAST_RESORT = 0.0001f;

    static AcceptedCodings parse(List<String> lines) {
        float brotli = UNNAMED;
        float gzip = UNNAMED;
        float identity = UNNAMED;
        float any = UNNAMED;
        for (var line : lines) {
            for (var element : line.split(",", -1)) {
                int end = element.indexOf(';');
                float weight = end < 0 ? 1 : weight(element.substring(end + 1));
                switch ((end < 0 ? element : element.substring(0, end)).strip().toLowerCase(Locale.ROOT)) {
                    case "br" -> brotli = weight;
                    case "gzip", "x-gzip" -> gzip = weight;
                    case "identity" -> identity = weight;
                    case "*" -> any = weight;
                    default -> {}
                }
            }
        }
        return new AcceptedCodings(
                named(brotli, named(any, 0)), named(gzip, named(any, 0)), named(identity, named(any, LAST_RESORT)));
    }

    /** The one that is liked best; of equals the one that makes the smallest body. */
    Coding best(boolean withBrotli) {
        if (withBrotli && brotli > 0 && brotli >= gzip && brotli >= identity) {
            return Coding.BROTLI;
        }
        return gzip > 0 && gzip >= identity ? Coding.GZIP : Coding.IDENTITY;
    }

    boolean refusesIdentity() {
        return identity == 0;
    }

    private static float named(float weight, float otherwise) {
        return weight == UNNAMED ? otherwise : weight;
    }

    // What has no readable weight is not wanted.
    private static float weight(String parameter) {
        var weight = WEIGHT.matcher(parameter);
        return weight.matches() ? Float.parseFloat(weight.group(1)) : 0;
    }
}
