package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.SteadyLoad;
import io.gatehouse.e2e.SteadyLoad.Sample;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that is done to a cluster while requests of many people come in at a fixed rate. */
interface UnderLoad {

    void run() throws Exception;

    /** Does it, and returns what became of the requests that were sent meanwhile. */
    static List<Sample> during(UnderLoad disturbance, Cluster cluster, int perSecond) throws Exception {
        var load = new SteadyLoad(perSecond, MixedLoad.of(cluster));
        var goesOn = new AtomicBoolean(true);
        var sending = CompletableFuture.runAsync(() -> load.runWhile(goesOn::get), Thread::startVirtualThread);
        try {
            disturbance.run();
        } finally {
            goesOn.set(false);
            sending.join();
        }
        return load.samples();
    }
}
