package io.gatehouse.contracts;

/** What text may look like when it crosses the wire. */
public final class Text {

    /**
     * Text on one line: no control characters (NUL cannot even be stored in PostgreSQL), no line or paragraph separator
     * and no lone surrogate.
     */
    public static final String NO_CONTROL = "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\p{Cs}]*";

    /** The same on several lines. */
    public static final String LINES =
            "[^\\u0000-\\u0009\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u2029\\p{Cs}]*";

    /** What is said of text that is none. */
    public static final String NO_CONTROL_MESSAGE = "must not contain control characters";

    /** Letters, marks and symbols that leave no mark on a screen, within a class of characters. */
    public static final String BLANKS =
            "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0"
                    + "\\x{E0100}-\\x{E01EF}";

    private Text() {}
}
