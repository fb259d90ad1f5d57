package io.gatehouse.kit.eventlog;

/**
 * What became of events.
 *
 * @param known that took effect
 * @param unknown of types that nobody here knows
 * @param parked that wait beside the log from now on
 * @param failed that could not be applied
 */
record Applied(int known, int unknown, int parked, int failed) {

    static final Applied NOTHING = new Applied(0, 0, 0, 0);
    static final Applied ONE = new Applied(1, 0, 0, 0);
    static final Applied BEHIND_ANOTHER = new Applied(0, 0, 1, 0);
    static final Applied PARKED = new Applied(0, 0, 1, 1);
    static final Applied STILL_PARKED = new Applied(0, 0, 0, 1);

    static Applied unknown(int events) {
        return new Applied(0, events, 0, 0);
    }

    Applied plus(Applied more) {
        return new Applied(known + more.known, unknown + more.unknown, parked + more.parked, failed + more.failed);
    }
}
