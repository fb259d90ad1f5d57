package io.gatehouse.local;

import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a packaged service is started: the JDK of the launcher, and a heap for one developer, or for a crowd as in the images. */
public final class ServiceJvm implements Packaging {

    // Half of the memory that the Kubernetes manifests give a
    // container. In so little, the JVM chooses the serial collector.
    private static final int HEAP_OF_IMAGES = 256;

    // Two hashes of 19 MiB at a time are what auth-service needs more than the others.
    private static final int HEAP_OF_AUTH = 96;
    private static final int SMALL_HEAP = 64;

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // Code that is compiled by the profiles of an AOT cache stays slow.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            // What the classes of a service take. With the JVM's own
            // guess a start collects all of the heap three times.
            "-XX:MetaspaceSize=96m",
            // The C library keeps what the start needed; so often (in milliseconds) it gives back what is free.
            "-XX:TrimNativeHeapInterval=10000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> SMALL = List.of(
            // Without it the heap starts at its full size on a large machine.
            "-Xms24m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30");

    // The second compiler would take half of a start's processor time, for code that hardly runs again, and 20 MB.
    private static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

    // Hashing needs it. Ten times the usual counts leave it that and little else.
    private static final List<String> SECOND_COMPILER_FOR_LITTLE = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    // As in the images: threads that compile code leave the processor to those that serve.
    private static final List<String> SERVING_FIRST =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=5");

    // Serial loads the heap of a cache that G1 has laid out, and
    // so does G1, as in production; none is laid out by Serial.
    private static final Map<String, String> ASSEMBLY = Map.of("JDK_AOT_VM_OPTIONS", "-XX:+UseG1GC -XX:-UseSerialGC");

    private final Home home;
    private final Purpose purpose;

    ServiceJvm(Home home, Purpose purpose) {
        this.home = home;
        this.purpose = purpose;
    }

    /** The command that starts a class or a jar with its arguments for load. */
    public static List<String> commandForLoad(String... application) {
        var command = commandAsInImages();
        command.addAll(List.of(application));
        return command;
    }

    @Override
    public Program program(Service service, Map<String, String> environment) {
        var command = purpose == Purpose.DEVELOPMENT ? commandForOne(service) : commandAsInImages();
        command.addAll(aotCache(service));
        command.add("-jar");
        command.add(home.application(service).resolve("quarkus-run.jar").toString());
        return new Program(
                service.folder(),
                command,
                withAssembly(environment),
                home.state().root(),
                home.log(service),
                StopSignal.TERM);
    }

    private static List<String> command(int heap) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap + "m");
        command.addAll(FLAGS);
        return command;
    }

    private static List<String> commandAsInImages() {
        var command = command(HEAP_OF_IMAGES);
        command.addAll(SERVING_FIRST);
        return command;
    }

    private List<String> commandForOne(Service service) {
        var hashes = home.services().isAuth(service);
        var command = command(hashes ? HEAP_OF_AUTH : SMALL_HEAP);
        command.addAll(SMALL);
        command.addAll(hashes ? SECOND_COMPILER_FOR_LITTLE : FIRST_COMPILER);
        return command;
    }

    private List<String> aotCache(Service service) {
        if (purpose == Purpose.TRAINING) {
            return List.of("-XX:AOTCacheOutput=" + home.aotDraft(service));
        }
        var cache = home.aotCache(service);
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    private Map<String, String> withAssembly(Map<String, String> environment) {
        if (purpose != Purpose.TRAINING) {
            return environment;
        }
        var all = new HashMap<>(environment);
        all.putAll(ASSEMBLY);
        return all;
    }
}
