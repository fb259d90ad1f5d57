package io.gatehouse.user.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.gatehouse.kit.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON as it stands in columns of PostgreSQL's jsonb. */
public final class StoredJson {

    /** What a newer version of this service has stored may hold more. */
    private static final ObjectMapper JSON =
            Json.configure(new ObjectMapper()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Looking up how a type is read costs as much as reading a small one. */
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return JSON.readerFor(type);
        }
    };

    /** PostgreSQL's jsonb takes no NUL, UTF-8 no lone surrogate. */
    private static final Pattern STORABLE = Pattern.compile("[^\\x00\\p{Cs}]*");

    /** Far deeper than anybody nests, far from where walking through it takes a thread's whole stack. */
    private static final int DEEPEST = 64;

    private StoredJson() {}

    /** What cannot be stored for another reason than its size. */
    public enum Flaw {
        TOO_DEEP("invalid_value", "must be nested at most " + DEEPEST + " deep"),
        UNFIT("invalid_format", "must hold finite numbers and text without NUL");

        public final String code;
        public final String message;

        Flaw(String code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    /** What is wrong with it, if anything. */
    public static Optional<Flaw> flaw(Object value) {
        if (!isNestedWithin(DEEPEST, value)) {
            return Optional.of(Flaw.TOO_DEEP);
        }
        return isStorable(value) ? Optional.empty() : Optional.of(Flaw.UNFIT);
    }

    private static boolean isNestedWithin(int levels, Object value) {
        return switch (value) {
            case Map<?, ?> object -> isNestedWithin(levels, object.values());
            case Collection<?> list -> levels > 0 && list.stream().allMatch(item -> isNestedWithin(levels - 1, item));
            case null, default -> true;
        };
    }

    /** Whether the database takes it: its texts hold no NUL and its numbers are finite. */
    private static boolean isStorable(Object value) {
        return switch (value) {
            case Map<?, ?> object -> areStorable(object.keySet()) && areStorable(object.values());
            case Collection<?> list -> areStorable(list);
            case String text -> STORABLE.matcher(text).matches();
            case Double number -> Double.isFinite(number);
            case null, default -> true;
        };
    }

    private static boolean areStorable(Collection<?> values) {
        return values.stream().allMatch(StoredJson::isStorable);
    }

    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How long it is in bytes. */
    public static int size(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return READERS.get(type).readValue(json);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A column holds JSON that is none of ours", unreadable);
        }
    }
}
