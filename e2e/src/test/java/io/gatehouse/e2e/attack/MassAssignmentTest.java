package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.e2e.Gatehouse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every body of the served API document, with each field that any schema has and this one has not, and with those that other systems
 * have been taken over by: no field is taken that the operation does not name.
 */
@Attack
class MassAssignmentTest {

    private static final int SEED = 1;

    private static final List<String> FAVOURITES = List.of(
            "admin",
            "is_admin",
            "isAdmin",
            "role",
            "roles",
            "groups",
            "permissions",
            "plan",
            "verified",
            "email_verified",
            "emailVerified",
            "password_hash",
            "passwordHash",
            "version",
            "account_id",
            "accountId",
            "user_id",
            "owner",
            "owner_id",
            "tenant",
            "_id",
            "$set",
            "__proto__",
            "constructor",
            "class",
            "@type",
            "@class",
            "client_secret",
            "deleted_at",
            "mfa_enabled");

    /** A JWK, whose further members are to be ignored (RFC 7517 section 4). */
    private static final String KEY = "PUT /v1/admin/clients/{id}/keys/{kid}";

    private final Gatehouse gatehouse;
    private final ApiDocument document;

    MassAssignmentTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.document = ApiDocument.servedBy(gatehouse);
    }

    @Test
    void noBodyTakesAFieldThatItDoesNotName() {
        var owners = Owners.in(gatehouse);
        var taken = new LinkedHashMap<String, String>();
        var sample = new Sample();
        int tried = 0;
        for (var operation : document.operations()) {
            if (operation.body().isEmpty()
                    || operation.takesForm()
                    || operation.name().equals(KEY)) {
                continue;
            }
            var good = new GoodRequest(operation, owners.tokenFor(operation), new Random(SEED));
            var target = owners.target(operation);
            for (var field : strange(operation.body().orElseThrow())) {
                if (!sample.takes()) {
                    continue;
                }
                var answer = Wire.send(
                        gatehouse.gatewayPort(), good.with(field, "true").to(target));
                tried++;
                if (!refuses(answer, field)) {
                    taken.put(field + " by " + operation, answer.toString());
                }
            }
        }

        System.out.printf("%d fields that do not belong there, none taken%n", tried);
        assertThat(tried).isGreaterThan(3_000 / Sample.ONE_IN);
        assertThat(taken).isEmpty();
    }

    private Set<String> strange(JsonNode schema) {
        var fields = new TreeSet<>(
                Stream.concat(document.fields(), FAVOURITES.stream()).toList());
        fields.removeIf(schema.path("properties")::has);
        return fields;
    }

    private static boolean refuses(Wire.Answer answer, String field) {
        try {
            var problem = ApiDocument.JSON.readTree(answer.body());
            return problem.path("code").asText().equals("validation_failed")
                    && problem.path("errors").findValuesAsText("field").contains(field)
                    && problem.path("errors").findValuesAsText("code").contains("unknown_field");
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
