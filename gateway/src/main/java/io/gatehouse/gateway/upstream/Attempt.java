package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.trace.AttemptTrace;
import io.gatehouse.gateway.trace.RequestTrace;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeoutException;

/**
 * One request at one instance. Whoever makes it tells how it went, once, and that it is over, which may be later; both are
 * how instances are chosen.
 */
public final class Attempt {

    private final Upstream upstream;
    final Instance instance;
    private AttemptTrace trace = AttemptTrace.NONE;
    private Occupancy wanted;
    private Occupancy occupancy;
    private boolean reused;
    private boolean over;
    private final long began = System.nanoTime();

    Attempt(Upstream upstream, Instance instance) {
        this.upstream = upstream;
        this.instance = instance;
        instance.began();
    }

    /**
     * Makes it a part of a request's trace.
     *
     * @param number from 1 on
     */
    public void begin(RequestTrace request, HttpMethod method, int number) {
        var location = instance.location;
        trace = request.attempt(method.name(), upstream.name(), location.host(), location.port(), number);
    }

    /** Its part of the trace. */
    public AttemptTrace trace() {
        return trace;
    }

    /** Address and port of its instance, for people. */
    public String instance() {
        return instance.name;
    }

    /** A request on a pooled or new connection; it fails when there is none in time. */
    public Future<HttpClientRequest> open(HttpMethod method, String uri) {
        var places = upstream.occupancy(instance);
        if (places.isFull()) {
            return Future.failedFuture(new ConnectionPoolTooBusyException("as many wait for a connection as may"));
        }
        var opening = upstream.connect(options(method, uri)).onSuccess(opened -> {
            opened(opened);
            occupy(places);
        });
        if (!opening.isComplete()) {
            wanted = places;
            places.want();
            opening.onComplete(_ -> wantNoMore());
        }
        return opening;
    }

    /** The same for a request whose answer goes on for long, on a connection apart from the others. */
    public Future<HttpClientRequest> openForStream(HttpMethod method, String uri) {
        return upstream.connectForStream(options(method, uri)).onSuccess(this::opened);
    }

    /**
     * From now on it is the client that is waited for. Should others need the connection, {@code giveWay} is run, and ends
     * this.
     */
    public void awaitClient(ClientPart part, Runnable giveWay) {
        if (occupancy != null) {
            occupancy.awaitClient(this, part, giveWay);
        }
    }

    /** The client is not waited for any more. */
    public void goOn(ClientPart part) {
        if (occupancy != null) {
            occupancy.goOn(this, part);
        }
    }

    /** Whether its connection had carried a request before, so that the instance may have been closing it. */
    public boolean isOnReusedConnection() {
        return reused;
    }

    /** The instance answered, whatever it said. */
    public void answered() {
        instance.answered();
        upstream.instances().succeeded(instance);
    }

    /** It answered with a status that no other instance is asked after. */
    public void answered(int status) {
        if (isFailure(status)) {
            instance.answered();
            upstream.instances().erred(instance);
        } else {
            answered();
        }
    }

    /** No answer came, or one that says that there will be none. */
    public void failed(RetryPolicy.Reason reason) {
        trace.failed(reason.wire);
        if (reason == RetryPolicy.Reason.CONNECT) {
            upstream.instances().unreachable(instance);
        } else if (reason == RetryPolicy.Reason.RESET) {
            upstream.instances().failed(instance);
        } else if (isFailure(reason.status)) {
            instance.answered();
            upstream.instances().failed(instance);
        } else {
            answered();
        }
    }

    /** The request's time is over, and no answer has begun. */
    public void timedOut() {
        trace.failed("timeout");
        upstream.instances().timedOut(instance, began, System.nanoTime());
    }

    /** Whether no connection was to be had because all are in use, which says nothing about the instance. */
    public static boolean isBusy(Throwable cause) {
        return cause instanceof ConnectionPoolTooBusyException || cause instanceof TimeoutException;
    }

    private boolean isFailure(int status) {
        return status >= 500 && upstream.target().ejection().statuses().contains(status);
    }

    private RequestOptions options(HttpMethod method, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(instance.address)
                .setHost(instance.location.host())
                .setPort(instance.location.port())
                .setURI(uri)
                .setConnectTimeout(upstream.target().connections().maxWait().toMillis());
    }

    private void opened(HttpClientRequest request) {
        reused = !Connections.isNew(request.connection());
    }

    private void occupy(Occupancy places) {
        if (!over) {
            occupancy = places;
            places.take();
        }
    }

    private void wantNoMore() {
        if (wanted != null) {
            wanted.wantNoMore();
            wanted = null;
        }
    }

    /** The instance has said all of its answer: the connection is for others. */
    public void leave() {
        if (occupancy != null) {
            occupancy.release(this);
            occupancy = null;
        }
    }

    /** Nothing more happens. */
    public void end() {
        if (!over) {
            over = true;
            instance.ended();
            wantNoMore();
            leave();
            trace.end();
        }
    }
}
