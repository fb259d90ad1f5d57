package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.browser.BrowserSession;
import io.gatehouse.gateway.compression.CompressedResponse;
import io.gatehouse.gateway.idempotency.Execution;
import io.gatehouse.gateway.overload.LoopWatch;
import io.gatehouse.gateway.overload.Pace;
import io.gatehouse.gateway.overload.Visit;
import io.gatehouse.gateway.proxy.Journey;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.gatehouse.gateway.ratelimit.Verdict;
import io.gatehouse.gateway.route.RequestPath;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteMatch;
import io.gatehouse.gateway.route.RouteSnapshot;
import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.gateway.stream.OpenStream;
import io.gatehouse.gateway.trace.RequestTrace;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.web.ClientNetwork;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One request and what the stages have found out about it so far. Belongs to one event loop. */
final class Exchange {

    // Nothing was answered: what nginx calls it, too.
    private static final int CLIENT_CLOSED_REQUEST = 499;

    final HttpServerRequest request;
    final HttpServerResponse response;
    final Carrier carrier;
    final boolean hasBody;
    final long startedNanos = System.nanoTime();

    String requestId = "";
    String scheme;
    RequestTrace trace = RequestTrace.NONE;
    boolean trustedPeer;
    InetAddress client;
    RequestPath path;
    RouteSnapshot routes;
    RouteMatch match;
    boolean preflight;
    boolean upgrade;
    StreamKind streamKind;
    OpenStream stream;
    Route route;
    AtomicInteger onRoute;
    CompressedResponse compression;
    Pace pace;
    Visit visit;
    LoopWatch loop;
    String shedBy;
    BrowserSession session;
    Identity identity;
    Verdict limits;
    Execution execution;
    boolean replayed;
    String upstream;
    Journey journey;
    String upstreamOutcome;
    String refusal;
    boolean brokenOff;
    boolean closeAfter;
    boolean departed;
    long answeredNanos;

    Exchange(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
        this.carrier = Carrier.of(request);
        this.hasBody = carrier.hasBody();
    }

    /** The route's id for metrics and logs, where one was found. */
    String routeId() {
        return route == null ? "none" : route.id();
    }

    /** The client's address, or null where it could not be found out. */
    String clientAddress() {
        return client == null ? null : client.getHostAddress();
    }

    /** What the client was told, if it heard anything. */
    int status() {
        return response.headWritten() || response.ended() ? response.getStatusCode() : CLIENT_CLOSED_REQUEST;
    }

    /** How it ended: {@code answered}, a problem's code, or who left before the end. */
    String outcome() {
        if (upstreamOutcome != null) {
            return upstreamOutcome;
        }
        return refusal != null ? refusal : response.ended() ? "answered" : "client_left";
    }

    /** What the response passes on its way to the client, in that order. */
    List<ResponseStep> steps() {
        // What is kept is what the service said: who asks again may want it in another coding, or without its tokens.
        var shown = shown();
        if (execution == null) {
            return shown == null ? List.of() : List.of(shown);
        }
        return shown == null ? List.of(execution.step()) : List.of(execution.step(), shown);
    }

    // What a sign-in answers is never compressed.
    private ResponseStep shown() {
        return session != null && session.beginsSession() ? session.tokenReply() : compression;
    }

    /** Whether the client came by https, as far as trusted proxies vouch for it. */
    boolean isSecure() {
        return "https".equals(scheme);
    }

    /** Whether pages of other origins may show the response. */
    boolean isEmbeddable() {
        return route != null && route.responses().embeddable();
    }

    /** Whether the response goes on for as long as both sides want; how long it takes tells nothing then. */
    boolean isStream() {
        return stream != null && answeredNanos != 0;
    }

    /** The host without its port, or null. */
    String host() {
        var authority = request.authority();
        return authority == null ? null : authority.host();
    }

    /** How the client has reached the gateway, whatever it says of that itself. */
    String ownScheme() {
        return request.isSSL() ? "https" : "http";
    }

    /** Who is to meet the same version of a service each time: the account, else the address. */
    String caller() {
        return identity == null ? ClientNetwork.of(client) : identity.subject();
    }
}
