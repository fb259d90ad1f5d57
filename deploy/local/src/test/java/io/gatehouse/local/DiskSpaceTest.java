package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    @Test
    void fullDiskIsNamedWithWhatIsNeeded(@TempDir Path folder) {
        assertThatThrownBy(() -> DiskSpace.require(folder, 1L << 60))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("The disk of " + folder + " is full")
                .hasMessageContaining("MB needed");
    }
}
