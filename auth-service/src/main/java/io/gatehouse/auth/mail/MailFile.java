package io.gatehouse.auth.mail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file with the words of a mail. Text begins with its header, {@code Subject:} and, where there is a link, {@code
 * Button:}; an empty line ends it.
 *
 * @param name how messages call it
 */
record MailFile(String name, String content) {

    static final String SUBJECT = "Subject";
    static final String BUTTON = "Button";

    private static final Pattern FIELD = Pattern.compile("(" + SUBJECT + "|" + BUTTON + "):\\s*(\\S.*)");

    MailFile {
        content = content.replace("\uFEFF", "").replace("\r\n", "\n");
    }

    /** The fields of the header, each in as many empty lines as precede it, so that failures name the right line. */
    Map<String, String> header() {
        var fields = new LinkedHashMap<String, String>();
        var lines = lines();
        for (var index = 0; index < headerLength(); index++) {
            var field = FIELD.matcher(lines[index]);
            if (!field.matches()) {
                throw new MailFileException(name, index + 1, "expected 'Subject: ...', 'Button: ...' or an empty line");
            }
            if (fields.put(field.group(1), "\n".repeat(index) + field.group(2)) != null) {
                throw new MailFileException(name, index + 1, "there are two fields '" + field.group(1) + "'");
            }
        }
        if (!fields.containsKey(SUBJECT)) {
            throw new MailFileException(name, 1, "the header has no 'Subject: ...'");
        }
        return fields;
    }

    /** What follows the header, in as many empty lines as that has. */
    String body() {
        var lines = lines();
        var length = headerLength();
        return "\n".repeat(length) + String.join("\n", Arrays.copyOfRange(lines, length, lines.length));
    }

    private String[] lines() {
        return content.split("\n", -1);
    }

    private int headerLength() {
        var lines = lines();
        for (var index = 0; index < lines.length; index++) {
            if (lines[index].isBlank()) {
                return index;
            }
        }
        return lines.length;
    }

    /** The form of a language's tag in names of files: {@code de-AT}; null where it is none. */
    static String languageTag(String text) {
        var tag = Locale.forLanguageTag(text).toLanguageTag();
        return tag.equalsIgnoreCase(text) ? tag : null;
    }
}
