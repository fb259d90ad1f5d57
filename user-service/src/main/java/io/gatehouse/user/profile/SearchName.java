package io.gatehouse.user.profile;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a name is found: without case, accents and doubled spaces, so that {@code "jose"} is the beginning of {@code "José
 * García"}. The column {@code search_name} holds it for every profile; changing this function means filling that anew.
 */
public final class SearchName {

    /** In UTF-16 units; keeps an entry well below the third of a page that an index takes. */
    private static final int MAX_LENGTH = 80;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    private SearchName() {}

    public static String of(String name) {
        var plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return cut(fold(SPACES.matcher(plain).replaceAll(" ").stripLeading()));
    }

    /** Over upper case, so that ß meets SS; letter by letter, so that a Greek sigma is the same at the end of a word. */
    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT)
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        var splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
