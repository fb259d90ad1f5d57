package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.ClientPart;

/** When a request that has a connection to a service waits for its own client, whichever way; others may need it meanwhile. */
final class ClientWait {

    private final Runnable giveWay;
    private Attempt attempt;

    /** @param giveWay ends the request, because others need its connection */
    ClientWait(Runnable giveWay) {
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
