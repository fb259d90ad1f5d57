package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the packaged set on real requests, after which each service has an AOT cache: its next starts find their classes
 * linked, and profiles of what is hot (JEP 483, 514, 515).
 */
final class Training {

    private static final int CLIENTS = 4;
    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    private final Path checkout;

    Training(Path checkout) {
        this.checkout = checkout;
    }

    /** Whether each service has a cache now. */
    boolean run(int portOffset) throws IOException, InterruptedException {
        System.out.println("Starting the set to learn from");
        try (var set = BenchedSet.startForTraining(checkout, portOffset);
                var client = new Client(set.gateway())) {
            for (var load : Cases.calm(set, client, Mode.QUICK)) {
                System.out.println("Learning from " + load.name());
                try (var _ = Storm.begin(CLIENTS, load.request())) {
                    Thread.sleep(Mode.QUICK.warmUp);
                }
            }
            System.out.println("Ending the set; each service writes what it has learnt");
        }
        var complete = true;
        for (var service : BenchedSet.SERVICES) {
            complete &= show(checkout.resolve(service).resolve("target/quarkus-app/app.aot"));
        }
        return complete;
    }

    private boolean show(Path cache) throws IOException {
        var name = checkout.relativize(cache);
        if (!Files.exists(cache)) {
            System.err.println("gatehouse: there is no " + name + "; the service's log tells why");
            return false;
        }
        System.out.println(name + ", " + Files.size(cache) / BYTES_PER_MEGABYTE + " MB");
        return true;
    }
}
