package io.gatehouse.gateway.overload;

/** Which requests are kept when not all can be. */
public enum Priority {
    HIGH(0),
    NORMAL(1),
    LOW(2);

    /** The least is kept the longest. */
    final int rank;

    Priority(int rank) {
        this.rank = rank;
    }
}
