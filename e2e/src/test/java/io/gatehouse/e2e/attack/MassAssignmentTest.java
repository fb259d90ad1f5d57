package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.e2e.Gatehouse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every body of the served API document, and every object in a field or a list of one, with each field that any schema has and this one has
 * not, and with those that other systems have been taken over by: no field is taken that the operation does not name.
 *
 * <p>Left out are {@code attributes} of a profile and {@code value} of a preference: they are of their owner's own making, so that any field
 * belongs there.
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

    private static final String KEY = "PUT /v1/admin/clients/{id}/keys/{kid}";

    /**
     * How those answer that have to ignore what they do not know: the forms of OAuth (RFC 6749 section 3.2) and a JWK (RFC 7517
     * section 4). What is to be revoked is somebody else's, and not the client's to end.
     */
    private static final Map<String, Integer> IGNORANT =
            Map.of("POST /oauth2/token", 200, "POST /oauth2/introspect", 200, "POST /oauth2/revoke", 400, KEY, 200);

    /** The key of RFC 7517 appendix A.1. */
    private static final Map<String, String> JWK = Map.of(
            "kty", "\"EC\"",
            "crv", "\"P-256\"",
            "x", "\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\"",
            "y", "\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"");

    private static final Set<String> TIMES_AND_IDS = Set.of("iat", "nbf", "exp", "jti", "updated_at");

    /** Where fields can be put: in the body itself, or in an object in this field of it, alone or in a list. */
    private record Place(String field, boolean list, JsonNode schema) {

        /** The body with one more field there. */
        GoodRequest with(GoodRequest good, String strange) {
            if (field == null) {
                return good.with(strange, "true");
            }
            var more = Matcher.quoteReplacement("{" + HostileText.quoted(strange) + ":true,");
            return good.with(field, good.body().get(field).replaceFirst("\\{", more));
        }

        /** As a refusal calls it. */
        String path(String strange) {
            return field == null ? strange : field + (list ? "[0]." : ".") + strange;
        }
    }

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
            if (operation.body().isEmpty() || IGNORANT.containsKey(operation.name())) {
                continue;
            }
            var good = new GoodRequest(operation, owners.tokenFor(operation), new Random(SEED));
            var target = owners.target(operation);
            for (var place : places(operation.body().orElseThrow())) {
                for (var field : strange(place.schema())) {
                    if (!sample.takes()) {
                        continue;
                    }
                    var answer = Wire.send(
                            gatehouse.gatewayPort(), place.with(good, field).to(target));
                    tried++;
                    if (!refuses(answer, place.path(field))) {
                        taken.put(place.path(field) + " by " + operation, answer.toString());
                    }
                }
            }
        }

        System.out.printf("%d fields that do not belong there, none taken%n", tried);
        assertThat(tried).isGreaterThan(4_000 / Sample.ONE_IN);
        assertThat(taken).isEmpty();
    }

    @Test
    void fieldsThatAreToBeIgnoredChangeNothing() throws JsonProcessingException {
        var owners = Owners.in(gatehouse);
        var heeded = new LinkedHashMap<String, String>();
        var statuses = new HashMap<String, Integer>();
        var sample = new Sample();
        int tried = 0;
        for (var operation : document.operations()) {
            if (!IGNORANT.containsKey(operation.name())) {
                continue;
            }
            var good = ignorant(operation, owners);
            var target = owners.target(operation);
            var without = Wire.send(gatehouse.gatewayPort(), good.to(target));
            statuses.put(operation.name(), without.status());
            for (var field : strange(operation.body().orElseThrow())) {
                if (!sample.takes()) {
                    continue;
                }
                var answer = Wire.send(
                        gatehouse.gatewayPort(), good.with(field, "true").to(target));
                tried++;
                if (answer.status() != without.status() || !told(answer).equals(told(without))) {
                    heeded.put(field + " by " + operation, answer.toString());
                }
            }
        }

        System.out.printf("%d fields that are to be ignored, none heeded%n", tried);
        assertThat(tried).isGreaterThan(400 / Sample.ONE_IN);
        assertThat(statuses).isEqualTo(IGNORANT);
        assertThat(heeded).isEmpty();
    }

    private List<Place> places(JsonNode schema) {
        var places = new ArrayList<>(List.of(new Place(null, false, schema)));
        schema.path("properties").properties().forEach(property -> {
            var value = document.resolved(property.getValue());
            boolean list = value.path("type").asText().equals("array");
            var object = list ? document.resolved(value.path("items")) : value;
            if (object.has("properties")) {
                places.add(new Place(property.getKey(), list, object));
            }
        });
        return places;
    }

    private static GoodRequest ignorant(Operation operation, Owners owners) {
        return operation.name().equals(KEY)
                ? new GoodRequest(operation, owners.token(Caller.ADMINISTRATOR), JWK)
                : new GoodRequest(operation, null, owners.form(operation));
    }

    /** What an answer says, and the token in it, without what is another one each time. */
    private static JsonNode told(Wire.Answer answer) throws JsonProcessingException {
        var body = ApiDocument.JSON.readTree(answer.body());
        if (!(body instanceof ObjectNode told)) {
            return body;
        }
        var token = told.remove("access_token");
        if (token != null) {
            told.setAll((ObjectNode) ApiDocument.JSON.readTree(
                    new String(Base64.getUrlDecoder().decode(token.asText().split("\\.", 3)[1]), UTF_8)));
        }
        return told.without(TIMES_AND_IDS);
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
