package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TourTest {

    private static final Tour TOUR =
            new Tour(new Door(8180, false), "admin@example.com", Path.of("/a/folder/.gatehouse/run/admin_password"));

    @Test
    void tourNamesTheGatewayAndReadsThePasswordWhereItIsKept() {
        assertThat(String.join("\n", TOUR.lines()))
                .contains("GATEHOUSE=http://localhost:8180")
                .contains("admin@example.com")
                .contains("'/a/folder/.gatehouse/run/admin_password'")
                .doesNotContain("@ADMIN");
    }

    @Test
    void tourKnocksAsTheDoorListens() {
        var tour = String.join("\n", new Tour(new Door(8180, true), "admin@example.com", Path.of("/x")).lines());

        assertThat(tour).contains("GATEHOUSE=https://localhost:8180").contains("--insecure");
        assertThat(String.join("\n", TOUR.lines())).doesNotContain("--insecure");
    }

    @Test
    void noLineIsAComment() {
        assertThat(TOUR.lines()).noneMatch(line -> line.startsWith("#"));
    }
}
