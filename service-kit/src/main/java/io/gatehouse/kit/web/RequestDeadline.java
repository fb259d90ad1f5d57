package io.gatehouse.kit.web;

/** Until when a request must have been answered; whoever asks does not wait any longer. */
public final class RequestDeadline {

    /** Unix time in milliseconds, as decimal digits. */
    public static final String HEADER = "X-Request-Deadline";

    private RequestDeadline() {}
}
