package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values that have broken parsers, databases and templates before, and random ones. The same seed makes the same. */
final class HostileText {

    private static final int LONG = 300;
    private static final int TOO_LONG = 20_000;
    private static final int DEEP = 5_000;
    private static final int LAST_CODE_POINT = 0x10FFFF;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u0001\u001f\u007f\u0085",
            "\r\nX-Injected: 1\r\n\r\n",
            "\uFEFFa",
            "\u202Eexe.txt",
            "\u2028\u2029",
            "\uFDFA".repeat(40),
            "a" + "\u0301".repeat(LONG),
            "\u0130\u0131\u00DF\u1E9E\uFB03",
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uDBFF\uDFFF\uFFFF\uFFFE",
            "x".repeat(LONG),
            "' OR '1'='1' --",
            "'; SELECT pg_sleep(5); --",
            "\\'; DROP TABLE auth.account; --",
            "%",
            "_%\\%",
            "${jndi:ldap://127.0.0.1:9/x}",
            "#{7*7}{{7*7}}<%=7*7%>",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "| cat /etc/passwd",
            "<script>alert(1)</script>",
            "null",
            "undefined",
            "NaN",
            "true",
            "-1",
            "0",
            "1e309",
            "9223372036854775808",
            "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "018f0000-0000-7000-8000-00000000000g",
            "{018f0000-0000-7000-8000-000000000000}",
            "1-1-1-1-1",
            "0000-00-00T00:00:00Z",
            "2024-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00+18:00",
            "a@b",
            "@",
            "a@[127.0.0.1]",
            "\"a b\"@example.com",
            "\uFF41@example.com",
            "a@xn--a.example",
            "a@" + "b.".repeat(120) + "example",
            "javascript:alert(1)",
            "http://[::1]:9/\u0000",
            "Europe/../Berlin",
            "en-US-u-" + "x".repeat(40),
            "*",
            "\"1\", W/\"2\"",
            "W/\"",
            "\"\u00e9\"");

    private static final List<String> OTHER_JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e309",
            "1e-999999999",
            "1E+999999999",
            "2147483648",
            "9223372036854775808",
            "1" + "0".repeat(LONG),
            "1" + "0".repeat(2_000),
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\":{\"b\":null}}",
            "{\"\":1}",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "[" + "0,".repeat(2_000) + "0]",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"a\\u0000b\"",
            bytes("\"", 0xED, 0xA0, 0x80, "\""),
            bytes("\"", 0xC0, 0x80, "\""),
            bytes("\"", 0xFF, 0xFE, "\""),
            bytes("\"", 0xF4, 0x90, 0x80, 0x80, "\""));

    private static final List<String> NO_JSON = List.of(
            "",
            " ",
            "\u0000",
            "nothing",
            "{",
            "{\"a\"",
            "{\"a\":}",
            "{'a':1}",
            "{a:1}",
            "{}{}",
            "{} x",
            "NaN",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "// {}\n{}",
            bytes(0xEF, 0xBB, 0xBF, "{}"),
            bytes(0xFE, 0xFF, 0, "{", 0, "}"),
            bytes("{", 0, "}", 0),
            bytes(0x80, 0x81, 0x82),
            "\"text\"",
            "[]",
            "null",
            "1",
            "[".repeat(DEEP),
            "{\"a\":\"" + "x".repeat(TOO_LONG) + "\"}");

    private final RandomGenerator random;

    HostileText(RandomGenerator random) {
        this.random = random;
    }

    /** Any text. */
    String text() {
        return random.nextInt(4) == 0 ? randomText() : any(TEXTS);
    }

    /** A JSON value as the bytes that stand for it, one character each: any text, another type, or no Unicode. */
    String json() {
        return random.nextBoolean() ? quoted(text()) : any(OTHER_JSON);
    }

    /** A body that is no JSON object; bytes as characters. */
    String noObject() {
        return any(NO_JSON);
    }

    /** Longer than any field may be. */
    String tooLong() {
        return "x".repeat(TOO_LONG);
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A JSON string in UTF-8, bytes as characters. */
    static String quoted(String text) {
        return new String(
                ('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"').getBytes(UTF_8),
                ISO_8859_1);
    }

    // Without lone surrogates, which no encoder of UTF-8 writes; those are among the values above.
    private String randomText() {
        var text = new StringBuilder();
        for (int left = random.nextInt(1, 60); left > 0; left--) {
            int point = random.nextInt(random.nextBoolean() ? 0x100 : LAST_CODE_POINT + 1);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point);
        }
        return text.toString();
    }

    private static String bytes(Object... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Integer one) {
                text.append((char) one.intValue());
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }
}
