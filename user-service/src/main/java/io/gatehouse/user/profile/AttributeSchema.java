package io.gatehouse.user.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.AllowSchemaLoader;
import io.gatehouse.contracts.error.FieldError;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the application says that attributes are: a JSON Schema of draft 2020-12, which reads nothing but itself. */
final class AttributeSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(BoundedPattern::new)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();

    /** Knows the draft itself from its own jar; a {@code $ref} to anything else is refused, not fetched. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders ->
                    loaders.add(new AllowSchemaLoader(iri -> iri.toString().startsWith("classpath:draft/")))));

    /** More help nobody, and a body may break a rule thousands of times. */
    private static final int MOST_ERRORS = 20;

    private final JsonSchema schema;

    private AttributeSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** The schema in a file; the start ends with a sentence where it is none. */
    static AttributeSchema read(Path file) {
        try {
            return of(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException failure) {
            throw bad(file, "holds no JSON: " + failure.getOriginalMessage());
        } catch (IOException failure) {
            throw bad(file, "cannot be read: " + failure);
        } catch (JsonSchemaException | IllegalArgumentException failure) {
            throw bad(file, "holds no JSON Schema of draft 2020-12: " + failure.getMessage());
        } catch (StackOverflowError _) {
            throw bad(file, "holds a JSON Schema that refers to itself without end");
        }
    }

    /** What is wrong with the attributes, where it is wrong. */
    List<FieldError> violations(JsonNode attributes) {
        try {
            return BoundedPattern.within(() -> schema.validate(attributes)).stream()
                    .limit(MOST_ERRORS)
                    .map(AttributeSchema::toError)
                    .toList();
        } catch (BoundedPattern.TooHardException _) {
            return List.of(new FieldError("attributes", "invalid_value", "take too long to be checked"));
        }
    }

    private static AttributeSchema of(JsonNode document) {
        var draft = document.path("$schema").asText(SchemaId.V202012);
        if (!document.isObject() || !draft.equals(SchemaId.V202012)) {
            throw new IllegalArgumentException("it must be an object, with that draft as its $schema or none");
        }
        var mistakes =
                SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG).validate(document);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(sentence(mistakes));
        }
        var schema = SCHEMAS.getSchema(document, CONFIG);
        schema.initializeValidators();
        var read = new AttributeSchema(schema);
        // What is found in use only, such as a reference without end, is to be found now.
        read.violations(JSON.createObjectNode());
        return read;
    }

    private static String sentence(Collection<ValidationMessage> mistakes) {
        return mistakes.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("; "));
    }

    // Without its cause: the runtime logs the message alone then.
    private static ConfigurationException bad(Path file, String what) {
        return new ConfigurationException(
                "Not started: GATEHOUSE_PROFILE_ATTRIBUTES_SCHEMA names " + file + ", which " + what);
    }

    private static FieldError toError(ValidationMessage message) {
        var field = new StringBuilder("attributes").append(path(message.getInstanceLocation()));
        if (message.getProperty() != null) {
            field.append('.').append(message.getProperty());
        }
        return new FieldError(field.toString(), code(message.getType()), message.getError());
    }

    private static String path(JsonNodePath location) {
        var path = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            var element = location.getElement(i);
            path.append(element instanceof Integer ? "[" + element + "]" : "." + element);
        }
        return path.toString();
    }

    private static String code(String keyword) {
        return switch (keyword) {
            case "required", "dependentRequired" -> "required";
            case "type" -> "wrong_type";
            case "additionalProperties", "unevaluatedProperties" -> "unknown_field";
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" -> "invalid_length";
            case "pattern", "format" -> "invalid_format";
            default -> "invalid_value";
        };
    }
}
