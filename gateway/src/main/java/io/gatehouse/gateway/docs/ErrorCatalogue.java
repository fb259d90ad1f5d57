package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every error code with its meaning, as HTML and as JSON. */
@Singleton
class ErrorCatalogue {

    private final ObjectMapper mapper;

    @RegisterForReflection
    record Entry(String code, int status, String title, String advice, String type) {

        static Entry of(ErrorCode code) {
            return new Entry(
                    code.wire,
                    code.status,
                    code.title,
                    code.advice,
                    Problem.typeOf(code).toString());
        }
    }

    @RegisterForReflection
    record Catalogue(List<Entry> items) {}

    ErrorCatalogue(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Page all(boolean html) {
        var entries = Stream.of(ErrorCode.values()).map(Entry::of).toList();
        return html ? Page.html(Html.page("Problems", list(entries))) : json(new Catalogue(entries));
    }

    Page one(String wire, boolean html) {
        var entry = Stream.of(ErrorCode.values())
                .filter(code -> code.wire.equals(wire))
                .findFirst()
                .map(Entry::of)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND));
        return html ? Page.html(Html.page(entry.code, article(entry))) : json(entry);
    }

    private static String list(List<Entry> entries) {
        return entries.stream()
                .map(entry -> "<tr><td>%d</td><td><a href=\"/problems/%s\"><code>%s</code></a></td><td>%s</td></tr>"
                        .formatted(entry.status, entry.code, entry.code, Html.escape(entry.title)))
                .collect(Collectors.joining(
                        "\n",
                        "<h1>Problems</h1>\n<p>Every error is <code>application/problem+json</code> (RFC 9457)."
                                + " Branch on <code>code</code>.</p>\n"
                                + "<table><thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead><tbody>\n",
                        "\n</tbody></table>"));
    }

    private static String article(Entry entry) {
        return "<h1><code>%s</code></h1>\n<p><strong>%d</strong> %s</p>\n<p>%s</p>\n<p><a href=\"/problems\">All problems</a></p>"
                .formatted(entry.code, entry.status, Html.escape(entry.title), Html.markdown(entry.advice));
    }

    private Page json(Object value) {
        try {
            return Page.json(Buffer.buffer(mapper.writeValueAsBytes(value)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
