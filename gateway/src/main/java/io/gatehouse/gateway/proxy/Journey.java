package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.trace.RequestTrace;
import io.gatehouse.gateway.upstream.Attempt;
import io.vertx.core.http.HttpMethod;

/** A request's way to whoever answers it, for its trace and for the log. Belongs to the request's event loop. */
public final class Journey {

    private final RequestTrace trace;
    private Attempt latest;
    private int attempts;
    private boolean sent;
    private int status;

    public Journey(RequestTrace trace) {
        this.trace = trace;
    }

    /** How many attempts there were. */
    public int attempts() {
        return attempts;
    }

    /** Address and port of the instance of the last attempt, or null if there was none. */
    public String instance() {
        return latest == null ? null : latest.instance();
    }

    /** Whether a service may have heard of it: something of it was sent. */
    public boolean isSent() {
        return sent;
    }

    /** Something of it is about to be sent. */
    void send() {
        sent = true;
    }

    /** What the service has answered, whatever the client will be told; 0 where it has not. */
    public int status() {
        return status;
    }

    /** The service's answer has begun, and it is for the client. */
    void answered(int answer) {
        status = answer;
    }

    /** The request as its trace sees it. */
    RequestTrace trace() {
        return trace;
    }

    /** One attempt more, as a part of the trace. */
    void add(Attempt next, HttpMethod method) {
        latest = next;
        attempts++;
        next.begin(trace, method, attempts);
    }
}
