package io.gatehouse.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three hundred people who sign up, with {@code -Dgatehouse.e2e.long=true} a thousand. */
@Tag("resilience")
@ExtendWith(SharedGatehouse.class)
class SignUpTest {

    private static final int PEOPLE = Sizes.LONG ? 1_000 : 300;

    // A password takes 20 to 50 ms of a processor; more at a time would only wait in line.
    private static final int AT_A_TIME = 6;

    private final Gatehouse gatehouse;

    SignUpTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void newAccountsReadTheirProfileAtOnceEveryTime() throws Exception {
        var outcomes = AtOnce.fewAtATime(PEOPLE, AT_A_TIME, this::signUpAndReadProfile);

        assertThat(outcomes.stream().collect(groupingBy(outcome -> outcome, counting())))
                .isEqualTo(Map.of("201 200 own profile", (long) PEOPLE));
    }

    @Test
    void oneOfFiftySignUpsWithTheSameAddressWins() throws Exception {
        var email = Api.newEmail();
        var api = new Api(gatehouse);

        var answers = AtOnce.allTogether(50, () -> api.fromAnotherAddress().signUp(email));

        assertThat(answers.stream().collect(groupingBy(SignUpTest::outcome, counting())))
                .isEqualTo(Map.of("201", 1L, "409 email_taken", 49L));
    }

    private String signUpAndReadProfile() {
        var api = new Api(gatehouse);
        var signedUp = api.signUp(Api.newEmail());
        if (signedUp.status() != 201) {
            return outcome(signedUp);
        }
        var profile = api.me(signedUp.text("tokens/access_token"));
        var own = profile.text("id").equals(signedUp.text("account/id"));
        return signedUp.status() + " " + outcome(profile) + (own ? " own profile" : " foreign profile");
    }

    private static String outcome(Api.Answer answer) {
        return answer.status() < 400 ? Integer.toString(answer.status()) : answer.status() + " " + answer.code();
    }
}
