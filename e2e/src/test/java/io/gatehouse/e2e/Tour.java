package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tour that {@code ./gatehouse up} offers has printed. */
public record Tour(String output) {

    /** Takes it, as somebody does who pastes its lines into a shell. */
    public static Tour paste(List<String> lines) {
        return new Tour(Script.bash(lines).output());
    }

    /** Takes the one of a checkout at that gateway; the administrator's password is read from a file. */
    public static Tour take(Path checkout, URI gateway, String administrator, Path passwordFile) throws IOException {
        var template = Files.readString(checkout.resolve("deploy/local/src/main/resources/io/gatehouse/local/tour.sh"));
        return paste(template.replace("@GATEWAY@", gateway.toString())
                .replace("@ADMIN_EMAIL@", administrator)
                .replace("@ADMIN_PASSWORD_FILE@", passwordFile.toString())
                .lines()
                .toList());
    }

    /** Every step was answered as the tour says. */
    public void assertAnswered() {
        assertThat(section(1)).contains("\"email_verified\":false").contains("\"access_token\":");
        assertThat(section(2)).contains("\"refresh_token\":");
        assertThat(section(3)).contains("\"refresh_token\":");
        assertThat(section(4)).contains("HTTP/1.1 200").containsIgnoringCase("etag: ");
        assertThat(section(5)).contains("\"display_name\":\"Ada King\"");
        assertThat(section(6)).contains("\"items\":[");
        assertThat(section(7))
                .contains("1: 401")
                .contains("12: 429")
                .contains("\"code\":\"rate_limited\"")
                .containsIgnoringCase("retry-after: ");
    }

    // From the heading that the tour prints itself to the next one.
    String section(int number) {
        var start = output.indexOf(number + ". ");
        assertThat(start).as(output).isNotNegative();
        var end = output.indexOf("\n" + (number + 1) + ". ");
        return output.substring(start, end < 0 ? output.length() : end);
    }
}
