package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGatehouse.class)
class TourTest {

    private final Gatehouse gatehouse;

    TourTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void tourWorksWhenPasted() {
        var tour = Tour.paste(gatehouse.tour());

        tour.assertAnswered();
        assertThat(tour.section(6)).contains("Ada King");
    }

    @Test
    void mailThatWasSentIsShown() {
        var email = Api.newEmail();
        new Api(gatehouse).signUp(email);

        var shown = Eventually.ask(
                Duration.ofSeconds(30), () -> gatehouse.script().run("mail").output(), mails -> mails.contains(email));

        assertThat(shown).contains("to " + email);
    }

    @Test
    void administratorPasswordIsShownOnceAndWorks() {
        var shown = Pattern.compile("Administrator +(\\S+) +password (\\S+)").matcher(gatehouse.welcome());

        assertThat(shown.find()).isTrue();
        assertThat(shown.group(2)).isEqualTo(gatehouse.secret("admin_password"));
        var tokens = new Api(gatehouse).signIn(shown.group(1), shown.group(2));
        assertThat(new Api(gatehouse)
                        .get("/v1/users", tokens.text("access_token"))
                        .status())
                .isEqualTo(200);
    }
}
