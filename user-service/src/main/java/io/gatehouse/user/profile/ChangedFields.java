package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.user.json.StoredJson;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of a profile have another value than before, by their names in JSON. */
final class ChangedFields {

    private ChangedFields() {}

    static Set<String> between(UpdateUserRequest before, UpdateUserRequest after) {
        var old = json(before);
        var changed = new TreeSet<String>();
        json(after).forEach((name, value) -> {
            if (!Objects.equals(value, old.get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** All fields, those that are null as well. */
    @SuppressWarnings("unchecked") // what Jackson makes of a JSON object
    private static Map<String, Object> json(UpdateUserRequest fields) {
        return StoredJson.read(StoredJson.write(fields), Map.class);
    }
}
