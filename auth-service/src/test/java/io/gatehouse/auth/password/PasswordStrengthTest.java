package io.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthTest {

    private static final List<String> ADA = List.of("ada.lovelace@analytical-engine.org", "Ada K\u00f6nig");

    private final PasswordStrength strength = new PasswordStrength(new TestPasswordConfig());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "seven green bicycles sing",
                "lovelace keeps bicycles in the orange tram",
                "xK4$wq9!Lp2z",
                "\u6b63\u78ba\u306a\u99ac\u306e\u96fb\u6c60\u306e\u91d8",
                "1ada9zQ?vR7"
            })
    void aPasswordThatWithstandsGuessingIsAccepted(String password) {
        assertThatCode(() -> require(password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password1                  | common_password      | tried first
            P@ssw0rd                   | common_password      | tried first
            iloveyou                   | common_password      | tried first
            lovelace                   | personal_information | your name
            LoveLace1815               | personal_information | your name
            ada.lovelace@analytical-engine.org | personal_information | your name
            analytical.engine          | personal_information | your name
            lovelace-ada!!             | personal_information | your name
            KO\u0308NIG-ada            | personal_information | your name
            \uff4c\uff4f\uff56\uff45\uff4c\uff41\uff43\uff45 99 | personal_information | your name
            Gatehouse2026              | personal_information | this service
            l0vel@ce99                 | personal_information | your name
            quadrilateral              | too_predictable      | several words
            zaq1xsw2cde3               | common_password      | tried first
            aaaaaaaaaaaa               | too_predictable      | sequence
            abcabcabcabc               | too_predictable      | repeats
            abcdefghijkl               | too_predictable      | sequence
            13.11.1985                 | too_predictable      | date
            poiuytfghjkl               | too_predictable      | keyboard
            """)
    void aWeakPasswordIsRefusedSayingWhy(String password, String code, String reason) {
        var refusal = catchThrowableOfType(ApiException.class, () -> require(password));

        assertThat(refusal).as(password).isNotNull();
        assertThat(refusal.code).isEqualTo(ErrorCode.WEAK_PASSWORD);
        assertThat(refusal.errors).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("new_password");
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).contains(reason).doesNotContain(password);
        });
    }

    @Test
    void theWorstPasswordCostsNoMoreThanAFewHashes() {
        var manyReadings = "4@8({[<369!|1+7$52%0".repeat(7).substring(0, 128);
        require(manyReadings);

        var start = System.nanoTime();
        require(manyReadings);

        // 15 ms; beyond two seconds where all of it is measured.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }

    private void require(String password) {
        strength.require(PasswordPolicy.normalize(password), new NewPassword("new_password", password, ADA));
    }
}
