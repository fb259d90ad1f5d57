package io.gatehouse.auth.mail;

import io.quarkus.qute.Template;
import java.util.HashMap;
import java.util.Map;

/**
 * The words of one mail in one language.
 *
 * @param button what the button with the link says; the subject where it is null
 * @param html null where the text is to be shown in the layout, as it mostly is
 */
record MailWords(Template subject, Template button, Template text, Template html, MailLayout layout) {

    RenderedMail render(Map<String, Object> data) {
        // No line break gets into a header, wherever it comes from.
        var subject = line(this.subject.render(data));
        var label = button == null ? subject : line(button.render(data));
        var plain = text.render(data).strip().replaceAll("\\n{3,}", "\n\n") + "\n";
        var shown = html == null ? layout.render(subject, label, plain, data) : html.render(with(data, subject));
        return new RenderedMail(subject, plain, shown);
    }

    private static Map<String, Object> with(Map<String, Object> data, String subject) {
        var all = new HashMap<>(data);
        all.put("subject", subject);
        return all;
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\R", " ");
    }
}
