package io.gatehouse.gateway.compression;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;

/** Negotiates how responses are compressed. */
@Singleton
public class Compression {

    private static final AcceptedCodings NONE = new AcceptedCodings(0, 0, 1);

    private final Compressible rules;
    private final Encoders encoders;

    Compression(CompressionConfig config) {
        this.rules = new Compressible(config);
        this.encoders = new Encoders(config);
    }

    /** The step for the response to this request, whose entity tags become those that the service knows. */
    public CompressedResponse begin(HttpServerRequest request) {
        var headers = request.headers();
        var askedTags = headers.get(HttpHeaders.IF_NONE_MATCH);
        EntityTags.unmark(headers);
        // Without chunks a body of unknown length could not be told from one that broke off.
        boolean plain = request.version() == HttpVersion.HTTP_1_0 || !headers.contains(HttpHeaders.ACCEPT_ENCODING);
        var accepted = plain ? NONE : AcceptedCodings.parse(headers.getAll(HttpHeaders.ACCEPT_ENCODING));
        return new CompressedResponse(rules, encoders, accepted, askedTags);
    }
}
