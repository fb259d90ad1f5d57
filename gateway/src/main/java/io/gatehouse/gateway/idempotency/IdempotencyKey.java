package io.gatehouse.gateway.idempotency;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.regex.Pattern;

/** The field's value: a string as RFC 8941 section 3.3.3 writes it, or without quotes, as many clients send it. */
final class IdempotencyKey {

    private static final String FIELD = "Idempotency-Key";
    private static final int LONGEST = 255;
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    // Visible characters, none of which could begin another item or its parameters.
    private static final Pattern BARE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*+");

    private IdempotencyKey() {}

    /** The key, or null where there is none. */
    static String of(MultiMap headers) {
        var lines = headers.getAll(FIELD);
        if (lines.isEmpty()) {
            return null;
        }
        var key = lines.size() == 1 ? read(lines.getFirst().strip()) : null;
        if (key == null || key.isEmpty() || key.length() > LONGEST) {
            throw new ApiException(
                    ErrorCode.IDEMPOTENCY_KEY_INVALID,
                    "Idempotency-Key is one string of 1 to 255 visible characters, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
        }
        return key;
    }

    private static String read(String text) {
        var quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
        }
        return BARE.matcher(text).matches() ? text : null;
    }
}
