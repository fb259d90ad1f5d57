package io.gatehouse.gateway.upstream;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Draws one of several instances, some of which are to get less than their share. */
final class Draw {

    private Draw() {}

    /** Of two the one with less to do for its weight; {@code except} only when it is alone. */
    static Instance byWeight(Instance[] candidates, Instance except, long now) {
        var one = draw(candidates, except, null, now);
        var other = draw(candidates, except, one, now);
        if (other == null || load(one, now) <= load(other, now)) {
            return one;
        }
        return other;
    }

    private static double load(Instance instance, long now) {
        return instance.inFlight() / instance.health.weight(now);
    }

    private static Instance draw(Instance[] candidates, Instance except, Instance drawn, long now) {
        var rest = Stream.of(candidates)
                .filter(instance -> instance != except && instance != drawn)
                .toList();
        if (rest.isEmpty()) {
            return drawn == null ? candidates[0] : null;
        }
        double point = ThreadLocalRandom.current().nextDouble()
                * rest.stream()
                        .mapToDouble(instance -> instance.health.weight(now))
                        .sum();
        for (var instance : rest) {
            point -= instance.health.weight(now);
            if (point < 0) {
                return instance;
            }
        }
        return rest.getLast();
    }
}
