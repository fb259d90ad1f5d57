package io.gatehouse.auth.mail;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a mail is filled with, made harmless: much of it comes from strangers. */
final class MailData {

    /** Line breaks, and what turns the direction of the words of ours that follow (Unicode UAX 9, explicit formatting). */
    private static final Pattern LINE_BREAKING =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    /** Mail programs make links of these by themselves; nobody sends strangers a link by calling themselves so. */
    private static final Pattern LINK = Pattern.compile("[/@]|\\S\\.\\S{2}", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> NAMES = Set.of("displayName", "organization");

    private MailData() {}

    /** Every field of the kind: on one line each, and empty where it may be missing. */
    static Map<String, Object> of(MailKind kind, Map<String, Object> given) {
        var data = new HashMap<String, Object>();
        for (var field : kind.required()) {
            if (given.get(field) == null) {
                throw new IllegalArgumentException("A mail of the kind " + kind.wire + " needs " + field);
            }
            data.put(field, harmless(field, given.get(field)));
        }
        kind.optional().forEach(field -> data.put(field, harmless(field, given.getOrDefault(field, ""))));
        return data;
    }

    private static Object harmless(String field, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        var line = LINE_BREAKING.matcher(text).replaceAll(" ");
        return NAMES.contains(field) && LINK.matcher(asHost(line)).find() ? "" : line;
    }

    // Other full stops are as good in the name of a host (UTS 46).
    private static String asHost(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replace('\u3002', '.');
    }
}
