package io.gatehouse.auth.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses what is quickly guessed, offline, by zxcvbn's estimate. Belongs on a hashing thread: it may cost as much as a hash. */
@Singleton
class PasswordStrength {

    /** zxcvbn's effort grows with the square of the length; so much can be as strong as anybody needs. */
    private static final int MEASURED_CHARACTERS = 40;

    private static final String LOOKALIKES = "@({[<!|+$%";
    private static final int MEASURED_LOOKALIKES = 3;
    private static final int PRIVATE_USE = 0xE000;

    private final int minStrength;
    private final List<String> context;

    PasswordStrength(PasswordConfig config) {
        this.minStrength = config.minStrength();
        this.context = config.context();
    }

    /** {@code weak_password} that says why. */
    void require(String normalized, NewPassword password) {
        var personal = PersonalWords.of(password.personal(), context);
        if (personal.areMostOf(normalized)) {
            throw refusal(Weakness.PERSONAL, password);
        }
        var strength = Dictionaries.ZXCVBN.measure(measured(normalized), personal.words());
        if (strength.getScore() < minStrength) {
            throw refusal(Weakness.of(strength), password);
        }
    }

    /**
     * What zxcvbn is to see. Each further kind of symbol that may stand for a letter multiplies the readings it tries; a
     * word that is disguised with more than a few is none any more, so the rest become symbols that stand for nothing.
     */
    private static String measured(String password) {
        var start = password.substring(0, Math.min(password.length(), MEASURED_CHARACTERS));
        var hidden = start.chars()
                .filter(symbol -> LOOKALIKES.indexOf(symbol) >= 0)
                .distinct()
                .skip(MEASURED_LOOKALIKES)
                .boxed()
                .collect(Collectors.toSet());
        return start.chars()
                .map(symbol -> hidden.contains(symbol) ? PRIVATE_USE + symbol : symbol)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ApiException refusal(Weakness weakness, NewPassword password) {
        return new ApiException(ErrorCode.WEAK_PASSWORD).withErrors(List.of(weakness.in(password.field())));
    }

    /** Read when the first password is chosen, a quarter of a second that no start has to wait for. */
    private static final class Dictionaries {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }
}
