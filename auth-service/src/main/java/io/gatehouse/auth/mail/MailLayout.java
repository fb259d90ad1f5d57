package io.gatehouse.auth.mail;

import io.quarkus.qute.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Shows a text as HTML, so that nobody writes it twice: paragraphs as they are, and a line that holds nothing but the link
 * or the code as a button or in large figures.
 */
record MailLayout(Template template) {

    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

    String render(String subject, String label, String text, Map<String, Object> data) {
        var all = new HashMap<>(data);
        all.put("subject", subject);
        all.put("blocks", blocks(text, label, data));
        return template.render(all);
    }

    private static List<Map<String, Object>> blocks(String text, String label, Map<String, Object> data) {
        var blocks = new ArrayList<Map<String, Object>>();
        for (var paragraph : BETWEEN_PARAGRAPHS.split(text.strip(), -1)) {
            if (paragraph.equals(data.get("link"))) {
                blocks.add(Map.of("type", "link", "text", paragraph, "label", label));
            } else if (paragraph.equals(data.get("code"))) {
                blocks.add(Map.of("type", "code", "text", paragraph));
            } else {
                blocks.add(Map.of("type", "text", "lines", paragraph.lines().toList()));
            }
        }
        return blocks;
    }
}
