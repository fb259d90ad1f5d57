package io.gatehouse.local;

import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a packaged service is started: the JDK of the launcher, and a heap for one developer, not for a crowd. */
public final class ServiceJvm {

    /** The megabytes of heap of a service that keeps nothing large. */
    public static final int SMALL_HEAP = 64;

    private static final List<String> FLAGS = List.of(
            // Without it the heap starts at its full size on a large machine.
            "-Xms24m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            // The C library keeps what the start needed; every five seconds it gives back what is free.
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    // The second compiler would take half of a start's processor time, for code that hardly runs again, and 20 MB.
    private static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

    // Hashing needs it. Ten times the usual counts leave it that and little else.
    private static final List<String> SECOND_COMPILER_FOR_LITTLE = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    // As in the images: threads that hash passwords and compile code leave the processor to those that serve.
    private static final List<String> SERVING_FIRST =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority1_To_OSPriority=15", "-XX:CompilerThreadPriority=5");

    // Serial loads the heap of a cache that G1 has laid out, and so does G1, as in production; none is laid out by
    // Serial.
    private static final Map<String, String> ASSEMBLY = Map.of("JDK_AOT_VM_OPTIONS", "-XX:+UseG1GC -XX:-UseSerialGC");

    private final Home home;
    private final Purpose purpose;

    ServiceJvm(Home home, Purpose purpose) {
        this.home = home;
        this.purpose = purpose;
    }

    /** The command that starts a class or a jar with its arguments for load, with so many megabytes of heap. */
    public static List<String> commandForLoad(int heap, String... application) {
        var command = command(heap);
        command.addAll(List.of(application));
        return command;
    }

    Program program(Service service, Map<String, String> environment) {
        var command = command(heap(service));
        command.addAll(purpose(service));
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

    private List<String> purpose(Service service) {
        if (purpose != Purpose.DEVELOPMENT) {
            return SERVING_FIRST;
        }
        return service == Service.AUTH ? SECOND_COMPILER_FOR_LITTLE : FIRST_COMPILER;
    }

    private List<String> aotCache(Service service) {
        var cache = home.aotCache(service);
        if (purpose == Purpose.TRAINING) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
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

    // Two hashes of 19 MiB at a time are what auth-service needs more than the others.
    private static int heap(Service service) {
        return service == Service.AUTH ? 96 : SMALL_HEAP;
    }
}
