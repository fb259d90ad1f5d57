package io.gatehouse.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFoldersTest {

    @TempDir
    Path folder;

    @Test
    void logOfARunBeginsAnewAndTheOneBeforeIsKept() throws Exception {
        var folders = ServerFolders.below(folder);
        var log = folders.log("redis");
        var before = log.resolveSibling("redis.log.1");
        Files.createDirectories(log.getParent());
        Files.writeString(before, "first run");
        Files.writeString(log, "second run");

        folders.beginLog("redis");

        assertThat(log).doesNotExist();
        assertThat(before).hasContent("second run");
    }

    @Test
    void firstLogHasNoneBefore() {
        var folders = ServerFolders.below(folder);

        folders.beginLog("redis");

        assertThat(folder).isEmptyDirectory();
    }
}
