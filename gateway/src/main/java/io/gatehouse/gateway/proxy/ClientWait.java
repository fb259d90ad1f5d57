package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.ClientPart;
import io.vertx.core.http.HttpServerRequest;

/** When a request that has a connection to a service waits for its own client, whichever way; others may need it meanwhile. */
final class ClientWait {

    private final ClientQueue queue;
    private final Runnable giveWay;
    private Attempt attempt;

    /** @param giveWay ends the request, because others need its connection */
    ClientWait(HttpServerRequest request, Runnable giveWay) {
        this.queue = new ClientQueue(request);
        this.giveWay = giveWay;
    }

    /** The request has a connection. */
    void connected(Attempt by) {
        attempt = by;
    }

    /** It is the client's turn. */
    void begin(ClientPart part) {
        if (attempt != null) {
            attempt.awaitClient(part, giveWay);
        }
    }

    /**
     * The client has yet to read what it has been given of the response.
     *
     * @param left the bytes that the service has still to send; negative where that is not known
     */
    void beginToRead(long left) {
        begin(ClientPart.RESPONSE);
        queue.keepOfService(left);
    }

    /** It has read enough of it. */
    void endToRead() {
        end(ClientPart.RESPONSE);
        queue.end();
    }

    /** The request is over, whatever became of it. */
    void over() {
        queue.end();
    }

    /** The service is done with the request, whatever the client has still to read. */
    void serviceIsDone() {
        if (attempt != null) {
            attempt.leave();
        }
    }

    /** It is the service's. */
    void end(ClientPart part) {
        if (attempt != null) {
            attempt.goOn(part);
        }
    }
}
