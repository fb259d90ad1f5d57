package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher's process ends. */
class LauncherTest {

    private static final int PATIENCE = 60;

    /** The launcher beside a thread that does not end, as those of servers and libraries do not. */
    static final class BesideAThread {

        private BesideAThread() {}

        public static void main(String[] arguments) {
            Thread.ofPlatform().daemon(false).start(BesideAThread::stay);
            // No command line has this, so nobody has thought of it.
            Launcher.main(new String[] {null});
        }

        private static void stay() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void unexpectedFailureEndsTheProcessWithASentenceAndItsPlace(@TempDir Path folder) throws Exception {
        var said = folder.resolve("said");
        var launcher = start(BesideAThread.class, said);
        try {
            assertThat(launcher.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        } finally {
            launcher.destroyForcibly();
        }

        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(said)
                .content()
                .startsWith("gatehouse: This should not have happened, and everything ends;")
                .contains("  | java.lang.NullPointerException", "io.gatehouse.local.Launcher.");
    }

    private static Process start(Class<?> program, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
