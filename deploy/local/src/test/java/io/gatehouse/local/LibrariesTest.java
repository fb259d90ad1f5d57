package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {

    @TempDir
    Path folder;

    @Test
    void jarThatIsGoneOrDamagedIsFound() throws Exception {
        var whole = jarOf(Test.class);
        var damaged =
                Files.writeString(folder.resolve("damaged.jar"), "no archive").toString();
        var gone = folder.resolve("gone.jar").toString();

        assertThat(Libraries.unreadable(whole)).isEmpty();
        assertThat(Libraries.unreadable(whole + File.pathSeparator + damaged)).contains(damaged);
        assertThat(Libraries.unreadable(whole + File.pathSeparator + gone)).contains(gone);
    }

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
