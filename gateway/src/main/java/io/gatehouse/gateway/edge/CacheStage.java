package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.cache.CacheCall;
import io.gatehouse.gateway.cache.ResourceKey;
import io.gatehouse.gateway.cache.ResponseCache;
import io.gatehouse.gateway.proxy.Caller;
import io.gatehouse.gateway.proxy.Proxy;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Lets the cache answer for a service where the route says so, and tells it what was changed. */
@Singleton
class CacheStage {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);
    private static final int FIRST_ERROR = 400;

    private final ResponseCache cache;
    private final Arrival arrival;

    CacheStage(ResponseCache cache, Arrival arrival) {
        this.cache = cache;
        this.arrival = arrival;
    }

    /** Answers a request of a route that caches. */
    Future<Void> answer(Exchange exchange, Proxy.Call call, Function<List<ResponseStep>, Future<Void>> forward) {
        if (!cache.concerns(exchange.request, exchange.hasBody)) {
            return forward.apply(call.steps());
        }
        var route = exchange.route;
        return cache.answer(new CacheCall(
                exchange.request,
                route.id(),
                key(call.caller(), call.target(), call.upstream().name()),
                route.responses().cache(),
                call.deadline().epochMillis(),
                call.steps(),
                forward));
    }

    /**
     * To be called before the client hears of it: it may read next, and what is kept may not hold any more, on this route or another one
     * (RFC 9111 section 4.4). A service that gave no answer may have changed it all the same.
     */
    void forgetChanged(Exchange exchange) {
        if (mayHaveChanged(exchange) && cache.isInUse()) {
            var caller = arrival.caller(exchange);
            var target = exchange.match.target(exchange.path);
            exchange.route
                    .destination()
                    .shares()
                    .forEach(share -> cache.changed(key(caller, target, share.upstream())));
        }
    }

    private static boolean mayHaveChanged(Exchange exchange) {
        var journey = exchange.journey;
        return journey != null
                && journey.isSent()
                && journey.status() < FIRST_ERROR
                && !SAFE.contains(exchange.request.method());
    }

    private static ResourceKey key(Caller caller, String target, String upstream) {
        var host = caller.host() == null ? "" : caller.host().toLowerCase(Locale.ROOT);
        return new ResourceKey(upstream, caller.scheme(), host, target);
    }
}
