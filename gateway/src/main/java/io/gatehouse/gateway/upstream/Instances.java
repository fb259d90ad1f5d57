package io.gatehouse.gateway.upstream;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The instances of a service, and which one a request goes to: of two drawn by lot the one with fewer requests in flight.
 * One that fails is ejected, unless too many are already; when none answers, that opens the circuit: requests are refused at
 * once and each instance is tried once a second. Errors open none: one caller's bad requests must not close a service to all. Common to all event loops; as long as nothing is wrong, none of them waits.
 */
final class Instances {

    private static final Instance[] NONE = {};

    private final EjectionSettings settings;
    private final InstanceEvents events;
    private volatile Instance[] all = NONE;
    private volatile boolean open;

    private enum Failure {
        ERROR,
        NO_ANSWER,
        HANGS,
        NO_CONNECTION
    }

    Instances(EjectionSettings settings, InstanceEvents events) {
        this.settings = settings;
        this.events = events;
    }

    /** The next request's instance, another one than {@code except} if there is one; null when none answers. */
    Instance choose(Instance except) {
        var now = all;
        if (now.length == 1 && now[0].health.isSteady()) {
            return now[0];
        }
        if (now.length > 1) {
            var random = ThreadLocalRandom.current();
            int first = random.nextInt(now.length);
            int second = (first + 1 + random.nextInt(now.length - 1)) % now.length;
            var one = now[first];
            var other = now[second];
            if (one.health.isSteady() && other.health.isSteady() && one != except && other != except) {
                return other.inFlight() < one.inFlight() ? other : one;
            }
        }
        return chooseCarefully(except, System.nanoTime());
    }

    void succeeded(Instance instance) {
        if (!instance.health.isAnswering()) {
            recover(instance, System.nanoTime());
        }
    }

    /** No answer, or one that says that it cannot answer. */
    void failed(Instance instance) {
        fail(instance, Failure.NO_ANSWER, System.nanoTime());
    }

    /** An answer that says that something went wrong there: with all requests, or with this one alone. */
    void erred(Instance instance) {
        fail(instance, Failure.ERROR, System.nanoTime());
    }

    /**
     * A request has waited all of its time for nothing, from one {@link System#nanoTime()} to another. Where nobody else got an answer
     * meanwhile either, that is no slow request but an instance that hangs, and the next ones would wait as long.
     */
    void timedOut(Instance instance, long began, long now) {
        boolean hangs = now - began >= Health.SILENCE.toNanos() && !instance.hasAnsweredSince(began);
        fail(instance, hangs ? Failure.HANGS : Failure.NO_ANSWER, now);
    }

    /** It could not even be connected to. */
    void unreachable(Instance instance) {
        fail(instance, Failure.NO_CONNECTION, System.nanoTime());
    }

    synchronized void unready(Instance instance) {
        instance.health.unready();
        events.unready(instance);
    }

    synchronized void ready(Instance instance) {
        instance.health.ready(System.nanoTime());
        events.ready(instance);
    }

    /** These are the instances from now on; those known already keep their record, new ones start slowly. */
    synchronized void replace(Collection<Instance.Location> locations) {
        var before = all;
        all = locations.stream()
                .distinct()
                .map(location -> known(before, location).orElseGet(() -> added(location, before.length > 0)))
                .toArray(Instance[]::new);
        settle();
    }

    List<Instance> list() {
        return List.of(all);
    }

    synchronized List<InstanceStanding> standings() {
        return Stream.of(all)
                .map(instance -> new InstanceStanding(
                        instance.name, instance.health.state(), instance.health.failures(), instance.inFlight()))
                .toList();
    }

    int total() {
        return all.length;
    }

    synchronized long available() {
        return open
                ? 0
                : Stream.of(all)
                        .filter(instance -> instance.health.isAvailable())
                        .count();
    }

    int inFlight() {
        return Stream.of(all).mapToInt(Instance::inFlight).sum();
    }

    /** Whether no instance answers. */
    boolean isOpen() {
        return open;
    }

    private synchronized Instance chooseCarefully(Instance except, long now) {
        return new CarefulChoice(all, open, now).another(except);
    }

    private synchronized void recover(Instance instance, long now) {
        boolean wasOpen = open;
        if (instance.health.succeeded(now)) {
            events.returned(instance);
        }
        settle();
        if (wasOpen && !open) {
            tryAll(now);
        }
    }

    // What took all of them away is perhaps over for all of them.
    private void tryAll(long now) {
        Stream.of(all).filter(other -> other.health.isFailing()).forEach(other -> other.health.tryNext(now));
    }

    private synchronized void fail(Instance instance, Failure how, long now) {
        boolean wasOpen = open;
        boolean trialFailed = instance.health.endsTrial();
        if (how == Failure.HANGS) {
            instance.health.hangs(now);
        } else {
            instance.health.failed(now, how == Failure.ERROR);
        }
        settle();
        if (wasOpen && !open) {
            tryAll(now);
        }
        if (wasOpen || open || !instance.health.isFailing()) {
            return;
        }
        if (instance.health.isEjected()) {
            if (trialFailed) {
                instance.health.eject(now);
            }
        } else if (mayEject(how != Failure.NO_CONNECTION)) {
            events.ejected(instance, instance.health.eject(now));
        }
    }

    // The others have to carry its load. Half of them can, perhaps; but what cannot be reached carries nothing anyway.
    private boolean mayEject(boolean answersSometimes) {
        long ejected =
                Stream.of(all).filter(instance -> instance.health.isEjected()).count();
        return ejected + 1 <= (answersSometimes ? Math.ceilDiv(all.length, 2) : all.length) && ejected + 1 < all.length;
    }

    private void settle() {
        boolean before = open;
        open = all.length > 0
                && Stream.of(all).allMatch(instance -> instance.health.isSilent() || instance.health.isEjected());
        if (open && !before) {
            events.opened();
        } else if (before && !open) {
            events.closed();
        }
    }

    private Instance added(Instance.Location location, boolean slowly) {
        var instance = new Instance(location, settings);
        if (slowly) {
            instance.health.warm(System.nanoTime());
        }
        return instance;
    }

    private static Optional<Instance> known(Instance[] among, Instance.Location location) {
        return Stream.of(among)
                .filter(instance -> instance.location.equals(location))
                .findFirst();
    }
}
