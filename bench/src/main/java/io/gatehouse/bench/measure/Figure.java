package io.gatehouse.bench.measure;

/**
 * What a number of a run says.
 *
 * @param name with its unit, as tables and reports head it
 * @param digits after the point, for people
 * @param lessIsBetter whether a change to less is one to the better
 */
public record Figure(String name, int digits, boolean lessIsBetter) {

    /** Processor time, user and system, of the measured program's own processes for one request. */
    public static final Figure MICROS = new Figure("micros", 1, true);

    /** Requests per second as fast as answers came, with senders and servers on the same machine. */
    public static final Figure PER_SECOND = new Figure("per s", 0, false);

    /** Refused by a limit, of a hundred requests. */
    public static final Figure REFUSED = new Figure("refused %", 0, false);

    public static final Figure P50 = new Figure("p50 ms", 2, true);
    public static final Figure P99 = new Figure("p99 ms", 2, true);
    public static final Figure P999 = new Figure("p99.9 ms", 2, true);

    /** Resident memory of the measured program's own processes. */
    public static final Figure MEGABYTES = new Figure("MB", 0, true);

    /** Memory that the program's threads have allocated for one request. */
    public static final Figure ALLOCATED = new Figure("alloc KB", 1, true);

    /** Statements at PostgreSQL for one request, beginnings and ends of transactions among them. */
    public static final Figure STATEMENTS = new Figure("statements", 1, true);

    /** Of the dear requests of a storm, how many were answered a second meanwhile, and how many refused. */
    public static final Figure STORM_ANSWERED = new Figure("storm per s", 1, false);

    public static final Figure STORM_REFUSED = new Figure("storm refused per s", 1, true);

    /** Processor time of a process beside it for one request. */
    public static Figure micros(String process) {
        return new Figure(process, 1, true);
    }
}
