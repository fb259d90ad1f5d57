package io.gatehouse.user.preference;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PAYLOAD_TOO_LARGE;
import static io.gatehouse.contracts.error.ErrorCode.PREFERENCE_QUOTA_EXCEEDED;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.json.StoredJson;
import io.gatehouse.user.profile.NewAccounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

@ApplicationScoped
class PreferenceService {

    private final PreferenceRepository preferences;
    private final PreferenceConfig config;
    private final NewAccounts newAccounts;
    private final Clock clock;

    PreferenceService(PreferenceRepository preferences, PreferenceConfig config, NewAccounts newAccounts, Clock clock) {
        this.preferences = preferences;
        this.config = config;
        this.newAccounts = newAccounts;
        this.clock = clock;
    }

    Uni<List<Preference>> list(Viewer owner) {
        return preferences.list(owner);
    }

    Uni<Preference> get(Viewer owner, String key) {
        return preferences.find(owner, key).onItem().ifNull().failWith(() -> new ApiException(NOT_FOUND));
    }

    /** Stores the value, in the place of the one before. */
    Uni<Preference> put(Viewer owner, String key, Object value) {
        var now = clock.instant();
        var preference = new Preference(key, json(value), now, now);
        return newAccounts
                .evenIfNew(() -> preferences.put(owner, preference, config.quota()))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND))
                .map(stored -> stored.orElseThrow(() -> new ApiException(PREFERENCE_QUOTA_EXCEEDED)));
    }

    /** Forgets the value, if there is one. */
    Uni<Void> delete(Viewer owner, String key) {
        return preferences.delete(owner, key);
    }

    private String json(Object value) {
        StoredJson.flaw(value).ifPresent(flaw -> {
            throw ApiException.invalid("value", flaw.code, flaw.message);
        });
        var json = StoredJson.write(value);
        if (StoredJson.size(json) > config.valueLimit().asLongValue()) {
            throw new ApiException(PAYLOAD_TOO_LARGE);
        }
        return json;
    }
}
