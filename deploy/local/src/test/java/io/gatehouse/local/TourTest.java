package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TourTest {

    @Test
    void tourNamesTheGatewayAndReadsThePasswordWhereItIsKept() {
        var tour = new Tour(8180, "admin@example.com", Path.of("/home/ada/.gatehouse/secrets.properties"), false);

        assertThat(String.join("\n", tour.lines()))
                .contains("GATEHOUSE=http://localhost:8180")
                .contains("admin@example.com")
                .contains("sed -n 's/^admin_password=//p' '/home/ada/.gatehouse/secrets.properties'")
                .doesNotContain("@ADMIN");
    }

    @Test
    void chosenPasswordIsReadFromTheEnvironment() {
        var tour = new Tour(8080, "admin@example.com", Path.of("secrets.properties"), true);

        assertThat(String.join("\n", tour.lines()))
                .contains("$GATEHOUSE_ADMIN_PASSWORD")
                .doesNotContain("secrets.properties");
    }

    @Test
    void noLineIsAComment() {
        var tour = new Tour(8080, "admin@example.com", Path.of("secrets.properties"), false);

        assertThat(tour.lines()).noneMatch(line -> line.startsWith("#"));
    }
}
