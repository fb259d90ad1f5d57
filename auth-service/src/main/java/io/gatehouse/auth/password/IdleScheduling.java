package io.gatehouse.auth.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import org.jboss.logging.Logger;

/**
 * Linux's scheduling policy for what may wait: whoever else wakes up gets the processor at once, not when a slice of time has ended
 * (sched(7), {@code SCHED_IDLE}). A thread may always take it; other systems have none.
 */
final class IdleScheduling {

    private static final Logger LOG = Logger.getLogger(IdleScheduling.class);
    private static final int SCHED_IDLE = 5;
    private static final int THIS_THREAD = 0;
    private static final int SUCCESS = 0;

    private IdleScheduling() {}

    /** The calling thread's policy from now on, where the system has one. */
    @SuppressWarnings("restricted")
    static void take() {
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            var setScheduler = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("sched_setscheduler"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
            // struct sched_param, whose only member is a priority, which must be 0 here.
            int result = (int) setScheduler.invokeExact(THIS_THREAD, SCHED_IDLE, arena.allocate(JAVA_INT));
            if (result != SUCCESS) {
                LOG.warn("The system refuses SCHED_IDLE; this thread hashes passwords with the priority of all others");
            }
        } catch (Throwable unknownHere) {
            LOG.warnf(
                    "There is no SCHED_IDLE here (%s); this thread hashes passwords with the priority of all others",
                    unknownHere);
        }
    }
}
