package io.gatehouse.auth.password;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is known of a person and of this service, in the pieces that somebody would make a password of. */
record PersonalWords(List<String> words) {

    /** Shorter ones are in half of all good passwords. */
    private static final int MIN_LETTERS = 3;

    static PersonalWords of(List<String> personal, List<String> context) {
        return new PersonalWords(Stream.concat(personal.stream(), context.stream())
                .map(PersonalWords::fold)
                .flatMap(text -> Stream.concat(Stream.of(bare(text)), Stream.of(text.split("[^\\p{L}\\p{M}\\p{N}]+"))))
                .filter(word -> word.length() >= MIN_LETTERS)
                .distinct()
                // The longest first: the whole name before its parts.
                .sorted(comparing(String::length).reversed())
                .toList());
    }

    /** Whether little of it is left without these words, in whatever case, order and punctuation. */
    boolean areMostOf(String password) {
        var letters = bare(fold(password));
        var rest = letters;
        for (var word : words) {
            rest = rest.replace(word, "");
        }
        return rest.length() * 2 < letters.length();
    }

    private static String fold(String text) {
        return PasswordPolicy.normalize(PasswordPolicy.normalize(text).toLowerCase(Locale.ROOT));
    }

    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }
}
