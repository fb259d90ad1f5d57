package io.gatehouse.kit.web;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/** Versions as entity tags (RFC 9110 section 8.8.3). Ours are strong; what cannot be read matches nothing. */
public final class ETags {

    private static final String ONE = "(W/)?\"([\\x21\\x23-\\x7E]*)\"";
    private static final Pattern TAG = Pattern.compile(ONE);
    private static final Pattern LIST = Pattern.compile("\\s*" + ONE + "(\\s*,\\s*" + ONE + ")*\\s*");

    /** No client knows more versions than that; the pattern recurses once for each. */
    private static final int MAX_CHARACTERS = 1_000;

    private static final String ANY = "*";

    private ETags() {}

    public static String of(long version) {
        return of(Long.toString(version));
    }

    /** The tag of what has no version; its characters are those of base64url. */
    public static String of(String tag) {
        return '"' + tag + '"';
    }

    /** {@code If-Match}: compared strongly, a weak tag never matches. */
    public static boolean isMatch(String ifMatch, long version) {
        return names(ifMatch, Long.toString(version), false);
    }

    /**
     * Which versions a change may be based on, as {@code If-Match} says; {@code precondition_required} where it says nothing.
     */
    public static LongPredicate requireBasis(String ifMatch) {
        if (ifMatch == null) {
            throw new ApiException(ErrorCode.PRECONDITION_REQUIRED);
        }
        return version -> isMatch(ifMatch, version);
    }

    /** {@code If-None-Match}: compared weakly, as caches along the way may have weakened the tag. */
    public static boolean isKnown(String ifNoneMatch, long version) {
        return isKnown(ifNoneMatch, Long.toString(version));
    }

    /** The same for a tag that is no version. */
    public static boolean isKnown(String ifNoneMatch, String tag) {
        return ifNoneMatch != null && names(ifNoneMatch, tag, true);
    }

    private static boolean names(String header, String wanted, boolean weakToo) {
        if (header.strip().equals(ANY)) {
            return true;
        }
        return header.length() <= MAX_CHARACTERS
                && LIST.matcher(header).matches()
                && TAG.matcher(header)
                        .results()
                        .filter(tag -> weakToo || tag.group(1) == null)
                        .anyMatch(tag -> tag.group(2).equals(wanted));
    }
}
