package io.gatehouse.e2e.attack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Other ways to write a path, which one reader of it may take for the same and another not. */
final class Spellings {

    private static final List<String> ENDS = List.of(
            "/",
            "//",
            "/.",
            "/./",
            "/..",
            "/x/..",
            "/%2e",
            "/%2e%2e",
            "/x/%2e%2e",
            ".",
            "..",
            ";",
            ";a=b",
            "/;a=b",
            "/..;/",
            "%00",
            "%20",
            "%09",
            "%0a",
            "%0d%0a",
            "%2f",
            "%5c",
            "%3f",
            "%23",
            "%3b",
            "%25%32%66",
            "%252f",
            "\\",
            "/\\",
            "#",
            "#x",
            "?",
            "??",
            "?x#y",
            "~",
            ".json",
            ".html",
            ".css",
            "*",
            "%",
            "%zz",
            "\u00a0",
            "&",
            ":",
            ",",
            "'",
            "\"",
            "|",
            "%c0%af",
            "%e2%80%8b",
            "%ef%bc%8f");

    private static final List<String> BEGINS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/%2e",
            "/x/..",
            "/x/%2e%2e",
            "/;",
            "/..;",
            "/%2f",
            "/%5c",
            "\\",
            "/\\",
            "/.;",
            "/%00",
            "/x%2f..",
            "/x\\..",
            "/x;/..",
            "http://localhost",
            "http://LOCALHOST",
            "http://localhost:80",
            "http://attacker.example",
            "http://attacker.example@localhost",
            "//localhost",
            "/v1/..",
            "/v1/%2e%2e",
            "/docs/..",
            "/problems/..",
            "/.well-known/..",
            "/account/..",
            "/v1/users/..;",
            "/docs/%2e%2e%2f..");

    private Spellings() {}

    static Set<String> of(String path) {
        var spellings = new LinkedHashSet<String>();
        ENDS.forEach(end -> spellings.add(path + end));
        BEGINS.forEach(begin -> spellings.add(begin + path));
        inside(path, spellings);
        letters(path, spellings);
        spellings.remove(path);
        return spellings;
    }

    // At each slash.
    private static void inside(String path, Set<String> spellings) {
        for (int at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
            var before = path.substring(0, at);
            var after = path.substring(at + 1);
            for (var slash : List.of(
                    "//",
                    "/./",
                    "/%2e/",
                    "/x/../",
                    "/x/%2e%2e/",
                    "%2f",
                    "%2F",
                    "%252f",
                    "\\",
                    "%5c",
                    "/\\",
                    ";/",
                    ";x=/",
                    "/;/",
                    "/.;/",
                    "/..;/x/",
                    "/%00/",
                    "/%20",
                    "%20/",
                    "./",
                    "/%09",
                    "%e2%88%95",
                    "%ef%bc%8f",
                    "\u2215",
                    "/%7f/")) {
                spellings.add(before + slash + after);
            }
        }
    }

    private static void letters(String path, Set<String> spellings) {
        spellings.add(path.toUpperCase(Locale.ROOT));
        var segments = new ArrayList<>(List.of(path.split("/", -1)));
        for (int i = 1; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (segment.isEmpty()) {
                continue;
            }
            spellings.add(replaced(segments, i, segment.toUpperCase(Locale.ROOT)));
            spellings.add(replaced(segments, i, Character.toUpperCase(segment.charAt(0)) + segment.substring(1)));
            spellings.add(replaced(segments, i, escaped(segment.charAt(0), "%") + segment.substring(1)));
            spellings.add(replaced(segments, i, escaped(segment.charAt(0), "%25") + segment.substring(1)));
            spellings.add(replaced(segments, i, segment.replace("s", "\u017f").replace("k", "\u212a")));
            spellings.add(replaced(segments, i, segment.replace("i", "\u0131")));
        }
    }

    private static String replaced(List<String> segments, int at, String segment) {
        var others = new ArrayList<>(segments);
        others.set(at, segment);
        return String.join("/", others);
    }

    private static String escaped(char character, String percent) {
        return percent + Integer.toHexString(character);
    }
}
