package io.gatehouse.auth.password;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.matchers.Match;
import io.gatehouse.contracts.error.FieldError;
import java.util.Comparator;

/** Why a password is weak: a code for the client, and a sentence that helps a person to choose a better one. */
enum Weakness {
    COMMON("common_password", "is one of the passwords that are tried first, or close to one"),
    PERSONAL("personal_information", "is mostly made of your name, your address or the name of this service"),
    WORD("too_predictable", "is a common word or name; take several words that have nothing to do with each other"),
    KEYBOARD("too_predictable", "follows the keys of a keyboard; several unrelated words are stronger"),
    REPEAT("too_predictable", "repeats itself; what is repeated adds next to nothing"),
    SEQUENCE("too_predictable", "follows a sequence such as abc, aaa or 6543; several unrelated words are stronger"),
    DATE("too_predictable", "is mostly a date or a year; these are quickly guessed"),
    SHORT("too_predictable", "is too easily guessed; make it longer, with another word or two");

    private final String code;
    private final String message;

    Weakness(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The weakness of the longest part of the password that has one. */
    static Weakness of(Strength strength) {
        return strength.getSequence().stream()
                .filter(match -> of(match) != SHORT)
                .max(Comparator.comparingInt(Match::tokenLength))
                .map(Weakness::of)
                .orElse(SHORT);
    }

    FieldError in(String field) {
        return new FieldError(field, code, message);
    }

    private static Weakness of(Match match) {
        return switch (match.pattern) {
            case Dictionary ->
                switch (match.dictionaryName) {
                    case "user_inputs" -> PERSONAL;
                    case "passwords" -> COMMON;
                    default -> WORD;
                };
            case Spatial -> KEYBOARD;
            case Repeat -> REPEAT;
            case Sequence -> SEQUENCE;
            case Date, Regex -> DATE;
            case Bruteforce -> SHORT;
        };
    }
}
