package io.gatehouse.auth.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes templates of files, and tries each out: whatever is wrong with one stops the start and names file and line. */
final class MailTemplateParser {

    private static final List<String> HTML = List.of("text/html");

    /** Maps and literals only: nothing is reached by reflection, which a native image would not allow. */
    private final Engine engine = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(HTML))
            .build();

    MailLayout layout(MailFile file) {
        return new MailLayout(parse(file, file.content(), Variant.TEXT_HTML));
    }

    /** The words of one kind. {@code html} may be null. */
    MailWords words(MailKind kind, MailFile text, MailFile html, MailLayout layout) {
        var known = new ArrayList<>(MailKind.ALWAYS);
        known.addAll(kind.required());
        known.addAll(kind.optional());
        var header = text.header();
        var subject = checked(text, header.get(MailFile.SUBJECT), Variant.TEXT_PLAIN, known);
        var button = header.containsKey(MailFile.BUTTON)
                ? checked(text, header.get(MailFile.BUTTON), Variant.TEXT_PLAIN, known)
                : null;
        var body = checked(text, text.body(), Variant.TEXT_PLAIN, known);
        known.add("subject");
        var page = html == null ? null : checked(html, html.content(), Variant.TEXT_HTML, known);
        var words = new MailWords(subject, button, body, page, layout);
        tryOut(kind, words, html == null ? text : html);
        return words;
    }

    private Template checked(MailFile file, String content, String contentType, List<String> known) {
        var template = parse(file, content, contentType);
        for (var expression : template.getExpressions()) {
            if (!expression.isLiteral()) {
                var name = expression.hasNamespace()
                        ? expression.toOriginalString()
                        : expression.getParts().getFirst().getName();
                if (!known.contains(name)) {
                    throw new MailFileException(
                            file.name(),
                            expression.getOrigin().getLine(),
                            "this mail has no {" + name + "}; it has " + known);
                }
            }
        }
        return template;
    }

    private Template parse(MailFile file, String content, String contentType) {
        try {
            return engine.parse(content, Variant.forContentType(contentType), file.name());
        } catch (TemplateException broken) {
            throw refused(file, broken);
        }
    }

    private static void tryOut(MailKind kind, MailWords words, MailFile file) {
        var sample = new HashMap<String, Object>(Map.of("product", "Product", "language", "en"));
        kind.optional().forEach(field -> sample.put(field, ""));
        kind.required().forEach(field -> sample.put(field, field));
        try {
            words.render(sample);
            kind.optional().forEach(field -> sample.put(field, field));
            words.render(sample);
        } catch (TemplateException broken) {
            throw refused(file, broken);
        }
    }

    private static MailFileException refused(MailFile file, TemplateException broken) {
        var origin = broken.getOrigin();
        // Behind the place, which we name ourselves.
        var sentence = broken.getMessage().replaceFirst("(?s)^.*?]: ", "");
        return origin == null
                ? new MailFileException(file.name(), sentence)
                : new MailFileException(origin.getTemplateId(), origin.getLine(), sentence);
    }
}
