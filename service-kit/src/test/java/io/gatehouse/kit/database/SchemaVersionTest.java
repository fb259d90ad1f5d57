package io.gatehouse.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaVersionTest {

    @Test
    void versionsAreComparedNumberByNumber() {
        var versions = Stream.of("017", "9", "017_4", "017_10", "16", "018").map(SchemaVersion::of);

        assertThat(versions.sorted().map(SchemaVersion::toString))
                .containsExactly("9", "16", "17", "17.4", "17.10", "18");
    }

    @Test
    void filesAndHistorySpellThemDifferently() {
        assertThat(SchemaVersion.of("017_4")).isEqualTo(SchemaVersion.of("017.4"));
    }

    @Test
    void newestIsTheHighestWhateverTheOrder() {
        assertThat(SchemaVersion.newest(List.of("003_1", "010", "002"))).contains(SchemaVersion.of("10"));
        assertThat(SchemaVersion.newest(List.of())).isEmpty();
    }
}
