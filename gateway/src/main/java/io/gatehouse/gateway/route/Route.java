package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.overload.Priority;
import io.gatehouse.gateway.ratelimit.Limit;
import java.util.List;

/**
 * One way in.
 *
 * @param access who may use it
 * @param delivery how its requests are handed on
 * @param priority how long its requests are kept when not all can be
 * @param idempotency what it does with keys; null means nothing
 * @param cors which pages of other origins may read the responses; null leaves it to the service
 * @param responses what becomes of the responses
 */
public record Route(
        String id,
        Match match,
        Destination destination,
        Access access,
        List<Limit> limits,
        Priority priority,
        IdempotencyRule idempotency,
        CorsRules cors,
        Delivery delivery,
        Responses responses) {}
