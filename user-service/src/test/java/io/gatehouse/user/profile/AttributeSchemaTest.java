package io.gatehouse.user.profile;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.FieldError;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path FILE = Path.of("src", "test", "resources", "attributes.schema.json");

    private final AttributeSchema schema = AttributeSchema.read(FILE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'anything': 'else'}",
                "{'plan': 'pro', 'seats': 2, 'joined_on': '2026-02-28', 'customer_number': '77'}",
                "{'addresses': [{'city': 'Bern'}, {'street': 'Aa', 'city': 'Chur'}]}"
            })
    void whatMatchesIsRight(String attributes) throws IOException {
        assertThat(violations(attributes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'plan': 'gold'}                             | attributes.plan | invalid_value",
                "{'seats': '2'}                               | attributes.seats | wrong_type",
                "{'seats': 0}                                 | attributes.seats | invalid_value",
                "{'joined_on': '2026-02-30'}                  | attributes.joined_on | invalid_format",
                "{'customer_number': '7a'}                    | attributes.customer_number | invalid_format",
                "{'customer_number': '7\\n'}                  | attributes.customer_number | invalid_format",
                "{'addresses': [{'city': ''}, {}]}            | attributes.addresses[1].city | required",
                "{'addresses': [{'city': '', 'street': ''}]}  | attributes.addresses[0].street | invalid_length",
                "{'addresses': [{'city': '', 'zip': 1}]}      | attributes.addresses[0].zip | unknown_field",
                "{'addresses': [1]}                           | attributes.addresses[0] | wrong_type",
            })
    void whatDoesNotMatchIsNamed(String attributes, String field, String code) throws IOException {
        assertThat(violations(attributes)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).isNotBlank().doesNotContain("attributes", "/addresses");
        });
    }

    @Test
    void ofManyMistakesTwentyAreNamed() throws IOException {
        var addresses = IntStream.range(0, 500).mapToObj(_ -> "{}").collect(joining(","));

        assertThat(violations("{'addresses': [" + addresses + "]}")).hasSize(20);
    }

    @Test
    void patternsThatTakeTooLongHoldNobodyUp() throws IOException {
        assertThat(violations("{'customer_number': '" + "7".repeat(1_000) + "a'}"))
                .containsExactly(new FieldError("attributes", "invalid_value", "take too long to be checked"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'object'                                       | holds no JSON",
                "[]                                                      | it must be an object",
                "{'$schema': 'http://json-schema.org/draft-07/schema#'}  | it must be an object, with that draft",
                "{'type': 'strin'}                                       | /type",
                "{'properties': {'a': {'pattern': '('}}}                 | holds no JSON Schema of draft 2020-12",
                "{'properties': {'a': {'$ref': '#/$defs/b'}}}            | $defs/b",
                "{'properties': {'a': {'$ref': 'https://example.org/a'}}} | https://example.org/a",
                "{'properties': {'a': {'$ref': 'file:///etc/passwd'}}}   | file:///etc/passwd",
                "{'$ref': '#'}                                           | refers to itself without end",
            })
    void whatIsNoSchemaEndsTheStart(String content, String told) throws IOException {
        var file = Files.writeString(folder.resolve("schema.json"), json(content));

        assertThatThrownBy(() -> AttributeSchema.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Not started: GATEHOUSE_PROFILE_ATTRIBUTES_SCHEMA names " + file)
                .hasMessageContaining(told);
    }

    @Test
    void aFileThatIsNotThereEndsTheStart() {
        assertThatThrownBy(() -> AttributeSchema.read(folder.resolve("none.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }

    private List<FieldError> violations(String attributes) throws IOException {
        return schema.violations(JSON.readTree(json(attributes)));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
