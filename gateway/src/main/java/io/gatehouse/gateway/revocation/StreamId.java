package io.gatehouse.gateway.revocation;

/** The id of an entry: Redis's time in milliseconds, and a number for those of the same one. */
record StreamId(long millis, long number) implements Comparable<StreamId> {

    /** Before every entry. */
    static final StreamId START = new StreamId(0, 0);

    static StreamId parse(String text) {
        int dash = text.indexOf('-');
        return new StreamId(
                Long.parseUnsignedLong(text.substring(0, dash)), Long.parseUnsignedLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }
}
