package io.gatehouse.kit.configuration;

/** A TCP port that is listened on; 0 takes a free one. */
public final class ListeningPort extends WholeNumber {
    public ListeningPort() {
        super(0, 65_535);
    }
}
