package io.gatehouse.gateway.upstream;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Chooses an instance while not all of them are well: some are left out, some are tried, some get less than their share. */
final class CarefulChoice {

    private final Instance[] all;
    private final boolean noneAnswers;
    private final long now;

    CarefulChoice(Instance[] all, boolean noneAnswers, long now) {
        this.all = all;
        this.noneAnswers = noneAnswers;
        this.now = now;
    }

    /** Another one than {@code except} if there is one; null when none answers. */
    Instance another(Instance except) {
        var tried = onTrial(except);
        if (tried != null || noneAnswers) {
            return tried;
        }
        var available =
                Stream.of(all).filter(instance -> instance.health.isAvailable()).toList();
        // Checks that fail everywhere say more about the checks.
        var candidates = available.isEmpty()
                ? Stream.of(all)
                        .filter(instance -> !instance.health.isEjected())
                        .toList()
                : available;
        return candidates.isEmpty() ? null : lessBusy(candidates, except);
    }

    private Instance onTrial(Instance except) {
        int start = all.length == 0 ? 0 : ThreadLocalRandom.current().nextInt(all.length);
        for (int i = 0; i < all.length; i++) {
            var instance = all[(start + i) % all.length];
            var health = instance.health;
            boolean out = health.isEjected() || (noneAnswers && health.isFailing());
            if (out && instance != except && health.takesTrial(now, noneAnswers)) {
                return instance;
            }
        }
        return null;
    }

    private Instance lessBusy(List<Instance> candidates, Instance except) {
        var one = draw(candidates, except, null);
        if (one == null) {
            return candidates.getFirst();
        }
        var other = draw(candidates, except, one);
        return other == null || load(one) <= load(other) ? one : other;
    }

    private double load(Instance instance) {
        return instance.inFlight() / instance.health.weight(now);
    }

    private Instance draw(List<Instance> candidates, Instance except, Instance drawn) {
        var rest = candidates.stream()
                .filter(instance -> instance != except && instance != drawn)
                .toList();
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
        return rest.isEmpty() ? null : rest.getLast();
    }
}
