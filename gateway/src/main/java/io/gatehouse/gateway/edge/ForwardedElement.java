package io.gatehouse.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy says in {@code Forwarded} (RFC 7239 section 4); null where it does not say it.
 *
 * @param node whom it saw, as {@code for} has it
 * @param scheme the scheme it was asked with
 * @param host the host it was asked for
 */
record ForwardedElement(String node, String scheme, String host) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern PAIR =
            Pattern.compile("[ \\t]*+(?:(" + TOKEN + ")=(?:(" + TOKEN + ")|\"([^\"\\\\]*+)\"))?+[ \\t]*+([;,]|$)");
    private static final ForwardedElement EMPTY = new ForwardedElement(null, null, null);

    /** The elements of all lines in their order; none where one of them cannot be read, for then it is not known whose they are. */
    static List<ForwardedElement> parse(List<String> lines) {
        var elements = new ArrayList<ForwardedElement>();
        for (var line : lines) {
            if (!parse(line, elements)) {
                return List.of();
            }
        }
        return elements;
    }

    private static boolean parse(String line, List<ForwardedElement> elements) {
        var pairs = PAIR.matcher(line);
        var element = EMPTY;
        int end = 0;
        // A search would look for the next pair from each character on, again and again.
        while (end < line.length() && pairs.region(end, line.length()).lookingAt()) {
            element = element.with(pairs);
            if (element == null) {
                return false;
            }
            end = pairs.end();
            if (!";".equals(pairs.group(4))) {
                elements.add(element);
                element = EMPTY;
            }
        }
        return end == line.length() && element.equals(EMPTY);
    }

    // Null where a name comes twice, which section 4 forbids: one reader would take the first, another one the last.
    private ForwardedElement with(Matcher pair) {
        if (pair.group(1) == null) {
            return this;
        }
        var value = pair.group(2) != null ? pair.group(2) : pair.group(3);
        return switch (pair.group(1).toLowerCase(Locale.ROOT)) {
            case "for" -> node != null ? null : new ForwardedElement(value, scheme, host);
            case "proto" -> scheme != null ? null : new ForwardedElement(node, value.toLowerCase(Locale.ROOT), host);
            case "host" ->
                host != null || !ProtocolRules.isHost(value) ? null : new ForwardedElement(node, scheme, value);
            default -> this;
        };
    }
}
