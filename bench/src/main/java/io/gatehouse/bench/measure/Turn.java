package io.gatehouse.bench.measure;

import java.io.IOException;
import java.time.Duration;

/** One case of somebody who takes turns with others in being measured. */
public interface Turn {

    /** The case. */
    String name();

    /** Who is measured. */
    String subject();

    /** Whether it is answered as it should be; its figures mean nothing. */
    default boolean works(Mode mode) throws IOException, InterruptedException {
        return run(mode.measured).failed() == 0;
    }

    /** Goes on for some time without being measured, and tells what a request cost meanwhile in micros; 0 where there is nothing to warm. */
    double warmUp(Duration time) throws IOException, InterruptedException;

    Run run(Duration time) throws IOException, InterruptedException;
}
