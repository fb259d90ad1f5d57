package io.gatehouse.local.process;

/** The signals that programs understand as "finish now, in order". */
public enum StopSignal {
    /** What most programs expect. */
    TERM,
    /** PostgreSQL's fast shutdown; its TERM waits for every client to leave. */
    INT
}
