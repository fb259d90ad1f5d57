package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.gateway.LoneGateway;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.overload.Kind;
import io.gatehouse.bench.overload.OverloadMeasurement;
import io.gatehouse.bench.overload.OverloadResult;
import io.gatehouse.bench.overload.SlowService;
import io.gatehouse.bench.overload.TextService;
import io.gatehouse.bench.overload.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What {@code ./gatehouse bench --overload} does: three times what can be answered, where a service is what cannot do more, where the gateway's own processor
 * is, and where all of the set together is.
 */
final class OverloadBench {

    private static final Map<Kind, String> ALONE = Map.of(Kind.HIGH, "/high", Kind.NORMAL, "/normal", Kind.LOW, "/low");

    private final OverloadMeasurement measurement;
    private final Path checkout;
    private final int portOffset;

    private OverloadBench(Mode mode, Path checkout, int portOffset) {
        this.measurement = new OverloadMeasurement(mode.measured);
        this.checkout = checkout;
        this.portOffset = portOffset;
    }

    /** Whether shedding kept the promises in each case. In a quick run nothing is measured without it. */
    static boolean run(Mode mode, Path checkout, int portOffset) throws IOException, InterruptedException {
        var session = new Session("overload", mode, checkout);
        var bench = new OverloadBench(mode, checkout, portOffset);
        var results = new ArrayList<OverloadResult>();
        for (boolean sheds : mode == Mode.FULL ? List.of(false, true) : List.of(true)) {
            results.add(shown(bench.service(sheds)));
            results.add(shown(bench.processor(sheds)));
            results.add(shown(bench.set(sheds)));
        }
        session.write(results.stream().map(OverloadResult::result).toList());
        return results.stream().filter(OverloadResult::sheds).allMatch(OverloadResult::isKept);
    }

    private OverloadResult service(boolean sheds) throws IOException, InterruptedException {
        try (var _ = SlowService.start(LoneGateway.upstreamPort(portOffset));
                var gateway = LoneGateway.start(checkout, portOffset, settings(sheds));
                var traffic = new Traffic(gateway.uri(), ALONE, Map.of())) {
            return measurement.measure(
                    "a service of " + SlowService.PER_SECOND + " a second", sheds, gateway.management(), traffic);
        }
    }

    private OverloadResult processor(boolean sheds) throws IOException, InterruptedException {
        try (var _ = TextService.start(LoneGateway.upstreamPort(portOffset));
                var gateway = LoneGateway.start(checkout, portOffset, withHardWork(settings(sheds)));
                var traffic = new Traffic(gateway.uri(), ALONE, Map.of())) {
            return measurement.measure(
                    "the gateway's own processor, which compresses", sheds, gateway.management(), traffic);
        }
    }

    private OverloadResult set(boolean sheds) throws IOException, InterruptedException {
        try (var set = BenchedSet.start(checkout, portOffset, settings(sheds));
                var client = new Client(set.gateway());
                var traffic = traffic(set, client)) {
            return measurement.measure("the whole set", sheds, set.management(), traffic);
        }
    }

    private static Traffic traffic(BenchedSet set, Client client) throws IOException {
        var email = "bench." + UUID.randomUUID() + "@example.com";
        client.signUp(email);
        var person = client.signIn(email).accessToken();
        var administrator =
                client.signIn(Cases.ADMINISTRATOR, set.administratorPassword()).accessToken();
        return new Traffic(
                set.gateway(),
                Map.of(
                        Kind.HIGH, "/.well-known/jwks.json",
                        Kind.NORMAL, "/v1/users/me",
                        Kind.LOW, "/v1/users?query=ada"),
                Map.of(Kind.NORMAL, person, Kind.LOW, administrator));
    }

    // So much for each response that three times as many requests as can be answered are few for whoever sends them.
    private static Map<String, String> withHardWork(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("GATEHOUSE_COMPRESSION_GZIP_LEVEL", "6");
        return all;
    }

    private static Map<String, String> settings(boolean sheds) {
        return Map.of("GATEHOUSE_OVERLOAD_ENABLED", Boolean.toString(sheds));
    }

    private static OverloadResult shown(OverloadResult result) {
        System.out.print(result.text());
        return result;
    }
}
