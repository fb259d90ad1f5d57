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
        var output = Script.bash(gatehouse.tour()).output();

        assertThat(section(output, 1)).contains("\"email_verified\":false").contains("\"access_token\":");
        assertThat(section(output, 2)).contains("\"refresh_token\":");
        assertThat(section(output, 3)).contains("\"refresh_token\":");
        assertThat(section(output, 4)).contains("HTTP/1.1 200").containsIgnoringCase("etag: ");
        assertThat(section(output, 5)).contains("\"display_name\":\"Ada King\"");
        assertThat(section(output, 6)).contains("\"items\":[").contains("Ada King");
        assertThat(section(output, 7))
                .contains("1: 401")
                .contains("12: 429")
                .contains("\"code\":\"rate_limited\"")
                .containsIgnoringCase("retry-after: ");
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

    // From the heading that the tour prints itself to the next one.
    private static String section(String output, int number) {
        var start = output.indexOf(number + ". ");
        var end = output.indexOf("\n" + (number + 1) + ". ");
        return output.substring(start, end < 0 ? output.length() : end);
    }
}
