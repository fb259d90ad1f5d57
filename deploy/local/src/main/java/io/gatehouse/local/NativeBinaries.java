package io.gatehouse.local;

import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The services as native binaries, which {@code ./gatehouse native} has made. */
public final class NativeBinaries implements Packaging {

    /** The setting that asks for them. */
    public static final String SETTING = "GATEHOUSE_NATIVE";

    // Hashes of 19 MiB each are what auth-service needs more than the others.
    private static final String HEAP_OF_AUTH = "-Xmx96m";
    private static final String HEAP = "-Xmx64m";

    private final Home home;

    NativeBinaries(Home home) {
        this.home = home;
    }

    /** The binary of a service in a checkout. */
    public static Path of(Path checkout, String folder) {
        var target = checkout.resolve(folder).resolve("target");
        if (Files.isDirectory(target)) {
            try (var found = Files.newDirectoryStream(target, "gatehouse-" + folder + "-*-runner")) {
                for (var binary : found) {
                    return binary;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        throw new LauncherException(folder + " has no native binary yet; ./gatehouse native builds it");
    }

    @Override
    public Program program(Service service, Map<String, String> environment) {
        return new Program(
                service.folder(),
                List.of(
                        of(home.checkout(), service.folder()).toString(),
                        home.services().isAuth(service) ? HEAP_OF_AUTH : HEAP),
                environment,
                home.state().root(),
                home.log(service),
                StopSignal.TERM);
    }
}
