package io.gatehouse.gateway.upstream;

/**
 * How one instance does.
 *
 * @param failures in a row, up to now
 */
public record InstanceStanding(String address, State state, int failures, int inFlight) {

    /** Whether it gets requests, and why not. */
    public enum State {
        WELL,
        /** New or back, with less than its share. */
        WARMING,
        /** It has failed too often, and cannot be left out or is the only one. */
        FAILING,
        EJECTED,
        /** It fails its checks. */
        UNREADY
    }
}
