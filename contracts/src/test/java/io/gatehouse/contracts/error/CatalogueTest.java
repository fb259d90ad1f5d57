package io.gatehouse.contracts.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is made from the enum: run with {@code -Dcatalogue.write=true} after changing it. */
class CatalogueTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    void thePageSaysWhatTheEnumSays() throws IOException {
        var page = page();
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        return """
                # Error codes

                Every failure is an `application/problem+json` body (RFC 9457). Branch on `code`; `title` and `detail` are for
                people and may change. The gateway serves this list at `/problems`, and each code at `/problems/{code}`. Only what is
                under `/oauth2` answers otherwise, with the errors of RFC 6749.

                | Code | Status | Title | Meaning |
                | --- | --- | --- | --- |
                """
                + Stream.of(ErrorCode.values())
                        .map(code ->
                                "| `%s` | %d | %s | %s |%n".formatted(code.wire, code.status, code.title, code.advice))
                        .collect(Collectors.joining());
    }
}
