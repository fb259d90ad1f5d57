package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.upstream.InstanceStanding.State;
import java.time.Duration;

/**
 * How an instance has done lately. Times are {@link System#nanoTime()}. All but the two volatile fields is
 * guarded by the instance's {@link Instances}.
 */
final class Health {

    /** How often an instance is tried while none of its service answers. */
    static final Duration TRIAL_PAUSE = Duration.ofSeconds(1);

    /** For so long at least nothing must have come of an instance to say that it hangs. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final double LEAST_WEIGHT = 0.1;
    private static final int MAX_DOUBLINGS = 16;

    private final EjectionSettings settings;

    /** Whether there is nothing to be said of it: no trouble, no slow start. */
    private volatile boolean steady = true;

    /** Whether the last request was answered. */
    private volatile boolean answered = true;

    private int failures;
    private int silences;
    private boolean ejected;
    private boolean unready;
    private int ejections;
    private boolean onTrial;
    private long lastTry;
    private boolean warming;
    private long warmingSince;

    Health(EjectionSettings settings) {
        this.settings = settings;
    }

    boolean isSteady() {
        return steady;
    }

    boolean isAnswering() {
        return answered;
    }

    /** Whether it has failed as often in a row as makes one lose trust. */
    boolean isFailing() {
        return failures >= settings.failures();
    }

    /** Whether it has given no answer as often in a row; errors are answers. */
    boolean isSilent() {
        return silences >= settings.failures();
    }

    boolean isEjected() {
        return ejected;
    }

    /** Whether it gets its part of the requests. */
    boolean isAvailable() {
        return !ejected && !unready;
    }

    boolean isUnready() {
        return unready;
    }

    int failures() {
        return failures;
    }

    State state() {
        if (ejected) {
            return State.EJECTED;
        }
        if (unready) {
            return State.UNREADY;
        }
        return isFailing() ? State.FAILING : warming ? State.WARMING : State.WELL;
    }

    /** An answer came; true if that brings it back. */
    boolean succeeded(long now) {
        boolean returns = ejected;
        if (isFailing()) {
            warm(now);
        }
        failures = 0;
        silences = 0;
        onTrial = false;
        ejected = false;
        settle();
        return returns;
    }

    /** None came, or an error. */
    void failed(long now, boolean error) {
        failures++;
        silences = error ? 0 : silences + 1;
        if (failures == settings.failures()) {
            lastTry = now;
        }
        settle();
    }

    /** Nothing comes of it at all: as bad as the failures that make one lose trust. */
    void hangs(long now) {
        silences = Math.max(silences + 1, settings.failures());
        failures = Math.max(failures + 1, settings.failures());
        lastTry = now;
        settle();
    }

    /** True for a failure that a trial has brought to light. */
    boolean endsTrial() {
        boolean ended = onTrial;
        onTrial = false;
        return ended;
    }

    /** Leaves it out, each time longer than the time before unless it was well for long in between. */
    Duration eject(long now) {
        boolean longAgo =
                warmingSince != 0 && now - warmingSince > settings.maxTime().toNanos();
        ejections = !ejected && longAgo ? 1 : ejections + 1;
        ejected = true;
        lastTry = now;
        settle();
        return pause();
    }

    /** Whether one request may find out how it is; the next one may after the same pause, whatever becomes of this one. */
    boolean takesTrial(long now, boolean noneAnswers) {
        var pause = noneAnswers && pause().compareTo(TRIAL_PAUSE) > 0 ? TRIAL_PAUSE : pause();
        if (now - lastTry < pause.toNanos()) {
            return false;
        }
        lastTry = now;
        onTrial = true;
        return true;
    }

    /** Makes it the next one to be tried. */
    void tryNext(long now) {
        lastTry = now - pause().toNanos();
    }

    void unready() {
        unready = true;
        settle();
    }

    void ready(long now) {
        unready = false;
        warm(now);
        settle();
    }

    /** Begins its slow start. */
    void warm(long now) {
        warmingSince = now;
        warming = !settings.slowStart().isZero();
        settle();
    }

    /** Its share of requests beside that of others, above 0 and at most 1. */
    double weight(long now) {
        if (!warming) {
            return 1;
        }
        double weight = (double) (now - warmingSince) / settings.slowStart().toNanos();
        if (weight >= 1) {
            warming = false;
            settle();
            return 1;
        }
        return Math.max(LEAST_WEIGHT, weight);
    }

    private Duration pause() {
        var pause = settings.time().multipliedBy(1L << Math.min(Math.max(ejections - 1, 0), MAX_DOUBLINGS));
        return pause.compareTo(settings.maxTime()) < 0 ? pause : settings.maxTime();
    }

    private void settle() {
        answered = failures == 0;
        steady = !isFailing() && !unready && !warming;
    }
}
