package io.gatehouse.user.profile;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.user.json.StoredJson;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the attributes of a profile may be: an object of any make, but neither large nor such that it cannot be stored. */
@Singleton
class AttributeRules {

    private final long limit;

    AttributeRules(ProfileConfig config) {
        this.limit = config.attributesLimit().asLongValue();
    }

    /** {@code validation_failed} where they are not so. */
    void check(Map<String, Object> attributes) {
        if (!StoredJson.isStorable(attributes)) {
            throw invalid("invalid_format", "must hold finite numbers and text without NUL");
        }
        if (StoredJson.size(StoredJson.write(attributes)) > limit) {
            throw invalid("invalid_length", "must have at most " + limit + " bytes");
        }
    }

    private static ApiException invalid(String code, String message) {
        return ApiException.invalid("attributes", code, message);
    }
}
