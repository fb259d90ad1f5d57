package io.gatehouse.user.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.kit.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON as it stands in columns of PostgreSQL's jsonb. */
public final class StoredJson {

    /** What a newer version of this service has stored may hold more. */
    private static final ObjectMapper JSON =
            Json.configure(new ObjectMapper()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** PostgreSQL's jsonb takes no NUL, UTF-8 no lone surrogate. */
    private static final Pattern STORABLE = Pattern.compile("[^\\x00\\p{Cs}]*");

    private StoredJson() {}

    /** Whether the database takes it: its texts hold no NUL and its numbers are finite. */
    public static boolean isStorable(Object value) {
        return switch (value) {
            case Map<?, ?> object -> isStorable(object.keySet()) && isStorable(object.values());
            case Collection<?> list -> list.stream().allMatch(StoredJson::isStorable);
            case String text -> STORABLE.matcher(text).matches();
            case Double number -> Double.isFinite(number);
            case null, default -> true;
        };
    }

    /** How deep objects and lists are nested in it. */
    public static int depth(Object value) {
        return switch (value) {
            case Map<?, ?> object -> 1 + deepest(object.values());
            case Collection<?> list -> 1 + deepest(list);
            case null, default -> 0;
        };
    }

    private static int deepest(Collection<?> values) {
        return values.stream().mapToInt(StoredJson::depth).max().orElse(0);
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
            return JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A column holds JSON that is none of ours", unreadable);
        }
    }
}
