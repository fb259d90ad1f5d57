package io.gatehouse.gateway.compression;

import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/** One response, compressed if it is worth it and the client wants it. */
public final class CompressedResponse implements ResponseStep {

    private static final int NOT_MODIFIED = 304;

    private final Compressible rules;
    private final Encoders encoders;
    private final AcceptedCodings accepted;
    private final String askedTags;
    private Coding coding = Coding.IDENTITY;
    private CompressedBody body;

    CompressedResponse(Compressible rules, Encoders encoders, AcceptedCodings accepted, String askedTags) {
        this.rules = rules;
        this.encoders = encoders;
        this.accepted = accepted;
        this.askedTags = askedTags;
    }

    @Override
    public void head(HttpServerResponse response) {
        var headers = response.headers();
        var best = accepted.best(encoders.knowBrotli());
        if (response.getStatusCode() == NOT_MODIFIED) {
            Compressible.vary(headers);
            EntityTags.repeat(headers, askedTags, best);
        } else if (rules.may(response)) {
            // Also where it is not compressed: another client may get it in another coding.
            Compressible.vary(headers);
            if (best != Coding.IDENTITY && (accepted.refusesIdentity() || rules.isWorthIt(headers))) {
                coding = best;
                announce(response);
            }
        }
    }

    @Override
    public WriteStream<Buffer> body(WriteStream<Buffer> next) {
        if (coding == Coding.IDENTITY) {
            return next;
        }
        body = new CompressedBody(next, encoders, coding);
        return body;
    }

    /** To be called when the response is over, whole or not. */
    public void close() {
        if (body != null) {
            body.close();
        }
    }

    private void announce(HttpServerResponse response) {
        var headers = response.headers();
        headers.set(HttpHeaders.CONTENT_ENCODING, coding.wire);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.ACCEPT_RANGES);
        EntityTags.mark(headers, coding);
    }
}
