package io.gatehouse.gateway.stream;

import io.gatehouse.gateway.proxy.Lasting;
import io.vertx.core.http.HttpServerRequest;

/** Server-sent events: an ordinary response that goes on. */
public final class EventStream {

    private EventStream() {}

    /** The response to this request is one. */
    public static Lasting begin(OpenStream stream, HttpServerRequest request) {
        var lasting = new Lasting(null);
        var response = request.response();
        stream.begin(() -> request.bytesRead() + response.bytesWritten(), why -> {
            // Whole, as far as it goes: a browser connects anew, with the last event that it has seen.
            if (response.headWritten() && !response.ended()) {
                response.end();
            }
            lasting.end(why.refusal());
        });
        SilenceAllowed.begin(request.connection());
        stream.onClose(() -> SilenceAllowed.end(request.connection()));
        return lasting;
    }
}
