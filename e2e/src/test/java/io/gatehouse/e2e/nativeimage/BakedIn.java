package io.gatehouse.e2e.nativeimage;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Classes whose static initializers ask for chance, for the time or for the machine. Quarkus runs those while the image is built, so
 * that all processes would have the same answer, and a {@code SecureRandom} does not even let itself be put into an image.
 */
final class BakedIn {

    private static final Pattern OF_ONE_PROCESS = Pattern.compile("java/security/SecureRandom\\.<init>.*"
            + "|java/util/(?:Random|SplittableRandom)\\.<init>.*"
            + "|java/util/UUID\\.randomUUID.*"
            + "|java/util/concurrent/ThreadLocalRandom\\.current.*"
            + "|java/lang/Math\\.random.*"
            + "|java/lang/System\\.(?:nanoTime|currentTimeMillis|getenv|getProperty).*"
            + "|java/time/(?:Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now.*"
            + "|java/lang/Runtime\\.(?:availableProcessors|maxMemory|totalMemory|freeMemory).*"
            + "|java/lang/ProcessHandle\\.(?:current|pid).*"
            + "|java/net/InetAddress\\.get(?:LocalHost|ByName|AllByName|LoopbackAddress).*");

    private final Map<String, MethodModel> methods;

    private BakedIn(Bytecode code) {
        methods = code.methods().collect(Collectors.toMap(Code::name, method -> method));
    }

    /** Their names, with dots. */
    static Set<String> in(Bytecode code) {
        var calls = new BakedIn(code);
        return code.classes().values().stream()
                .filter(type -> type.methods().stream()
                        .filter(method -> method.methodName().equalsString("<clinit>"))
                        .anyMatch(calls::asks))
                .map(ClassModel::thisClass)
                .map(name -> Bytecode.dotted(name.asInternalName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // By itself or by what it calls of ours. A lambda that is made there is not run there.
    private boolean asks(MethodModel initializer) {
        var seen = new HashSet<MethodModel>(Set.of(initializer));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            var called = Code.calls(next.remove()).map(Code::callee).toList();
            if (called.stream()
                    .anyMatch(callee -> OF_ONE_PROCESS.matcher(callee).matches())) {
                return true;
            }
            called.stream()
                    .map(methods::get)
                    .filter(callee -> callee != null && seen.add(callee))
                    .forEach(next::add);
        }
        return false;
    }
}
