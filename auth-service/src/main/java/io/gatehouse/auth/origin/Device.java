package io.gatehouse.auth.origin;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person would call the thing they signed in with: browser and system, without versions, so that an update is no
 * new device. Made from what the client calls itself, which anybody may choose: for recognising, never for trusting.
 */
record Device(String name) {

    private static final String UNKNOWN = "Unknown device";

    /** One word and its version (RFC 9110 section 10.1.5): mails tell it, so it must have no room for a message. */
    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z][A-Za-z-]{0,23})/");

    /** The more particular name first: every browser claims to be the ones before it. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("Edg", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("SamsungBrowser", "Samsung Internet"),
            new Mark("Firefox", "Firefox"),
            new Mark("FxiOS", "Firefox"),
            new Mark("CriOS", "Chrome"),
            new Mark("Chrome", "Chrome"),
            new Mark("Safari", "Safari"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("iPhone", "iPhone"),
            new Mark("iPad", "iPad"),
            new Mark("Android", "Android"),
            new Mark("Windows", "Windows"),
            new Mark("Mac OS X", "macOS"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Linux", "Linux"));

    private record Mark(String text, String name) {}

    static Device of(String userAgent) {
        if (userAgent == null) {
            return new Device(UNKNOWN);
        }
        var browser = find(BROWSERS, userAgent);
        var system = find(SYSTEMS, userAgent);
        if (browser != null && system != null) {
            return new Device(browser + " on " + system);
        }
        return new Device(product(userAgent));
    }

    private static String product(String userAgent) {
        var product = PRODUCT.matcher(userAgent);
        return product.lookingAt() ? product.group(1) : UNKNOWN;
    }

    private static String find(List<Mark> marks, String userAgent) {
        for (var mark : marks) {
            if (userAgent.contains(mark.text())) {
                return mark.name();
            }
        }
        return null;
    }
}
