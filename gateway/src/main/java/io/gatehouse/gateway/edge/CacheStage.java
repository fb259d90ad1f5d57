package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.cache.CacheCall;
import io.gatehouse.gateway.cache.ResourceKey;
import io.gatehouse.gateway.cache.ResponseCache;
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

    CacheStage(ResponseCache cache) {
        this.cache = cache;
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
                key(call, call.upstream().name()),
                route.responses().cache(),
                call.deadline().epochMillis(),
                call.steps(),
                forward));
    }

    /** What a service answered may mean that what is kept does not hold any more, on this route or another one. */
    void answered(Exchange exchange, Proxy.Call call) {
        boolean changed = !SAFE.contains(exchange.request.method()) && exchange.response.getStatusCode() < FIRST_ERROR;
        if (changed && cache.isInUse()) {
            exchange.route.destination().shares().forEach(share -> cache.changed(key(call, share.upstream())));
        }
    }

    private static ResourceKey key(Proxy.Call call, String upstream) {
        var caller = call.caller();
        var host = caller.host() == null ? "" : caller.host().toLowerCase(Locale.ROOT);
        return new ResourceKey(upstream, caller.scheme(), host, call.target());
    }
}
