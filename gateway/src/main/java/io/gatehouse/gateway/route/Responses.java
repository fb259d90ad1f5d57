package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cache.CacheRule;

/**
 * What becomes of a route's responses.
 *
 * @param cache how they are kept for others; null keeps none
 * @param compress whether they are compressed for clients that accept it
 * @param embeddable whether pages of other origins may show and use them, unless the service says otherwise
 */
public record Responses(CacheRule cache, boolean compress, boolean embeddable) {

    static final Responses PLAIN = new Responses(null, false, false);
}
