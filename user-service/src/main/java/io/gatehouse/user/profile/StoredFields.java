package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.VisibilitySettings;
import io.gatehouse.user.json.StoredJson;
import java.util.Map;

/** The fields of a profile that are JSON in the database. */
final class StoredFields {

    private static final String EMPTY = "{}";

    private StoredFields() {}

    @SuppressWarnings("unchecked") // what Jackson makes of a JSON object
    static Map<String, Object> attributes(String stored) {
        return stored.equals(EMPTY) ? Map.of() : StoredJson.read(stored, Map.class);
    }

    static VisibilitySettings visibility(String stored) {
        return StoredJson.read(stored, VisibilitySettings.class);
    }
}
