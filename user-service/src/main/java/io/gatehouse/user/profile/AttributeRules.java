package io.gatehouse.user.profile;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.user.json.StoredJson;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** What the attributes of a profile may be: what the application's schema says, but neither large nor such that it cannot be stored. */
@Singleton
class AttributeRules {

    private final long limit;
    private final Optional<AttributeSchema> schema;

    AttributeRules(ProfileConfig config) {
        this.limit = config.attributesLimit().asLongValue();
        this.schema = config.attributesSchema().map(AttributeSchema::read);
    }

    /** A schema that is none is found at the start, not by the first who changes something. */
    void load(@Observes StartupEvent start) {}

    /** {@code validation_failed} where they are not so. */
    void check(Map<String, Object> attributes) {
        StoredJson.flaw(attributes).ifPresent(flaw -> {
            throw invalid(flaw.code, flaw.message);
        });
        if (StoredJson.size(StoredJson.write(attributes)) > limit) {
            throw invalid("invalid_length", "must have at most " + limit + " bytes");
        }
        schema.ifPresent(rules -> check(rules, attributes));
    }

    private static void check(AttributeSchema rules, Map<String, Object> attributes) {
        var violations = rules.violations(StoredJson.tree(attributes));
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }

    private static ApiException invalid(String code, String message) {
        return ApiException.invalid("attributes", code, message);
    }
}
