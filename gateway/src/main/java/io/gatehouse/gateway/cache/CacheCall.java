package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;

/**
 * A request that may be answered from the cache.
 *
 * @param deadline Unix time in milliseconds by which a response must have begun
 * @param steps what its response passes after the cache, wherever it comes from
 * @param forward asks the service, whose response passes the steps it is given
 */
public record CacheCall(
        HttpServerRequest request,
        String routeId,
        ResourceKey key,
        CacheRule rule,
        long deadline,
        List<ResponseStep> steps,
        Function<List<ResponseStep>, Future<Void>> forward) {}
