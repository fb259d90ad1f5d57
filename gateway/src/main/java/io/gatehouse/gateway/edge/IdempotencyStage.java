package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.idempotency.Execution;
import io.gatehouse.gateway.idempotency.Idempotency;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.idempotency.Keyed;
import io.gatehouse.kit.web.ClientNetwork;
import io.vertx.core.Future;
import java.util.function.Function;

/** Lets requests with an {@code Idempotency-Key} go on once, and answers the others with what came of it. */
final class IdempotencyStage {

    private final Idempotency idempotency;

    IdempotencyStage(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    Future<Void> pass(Exchange exchange, Function<Exchange, Future<Void>> onward) {
        var rule = exchange.route.idempotency();
        if (rule == null || !IdempotencyRule.concerns(exchange.request.method())) {
            return onward.apply(exchange);
        }
        return idempotency
                .begin(keyed(exchange, rule))
                .compose(execution -> execution == null ? onward.apply(exchange) : run(exchange, execution, onward));
    }

    private static Future<Void> run(Exchange exchange, Execution execution, Function<Exchange, Future<Void>> onward) {
        if (execution.isReplay()) {
            exchange.replayed = true;
            return execution.replay(exchange.request, exchange.steps());
        }
        exchange.execution = execution;
        // It goes on when the client has left and the exchange is over.
        var routes = exchange.routes.again();
        return Future.succeededFuture(exchange)
                .compose(onward)
                .recover(failure -> Future.failedFuture(told(exchange, failure)))
                .onComplete(_ -> {
                    execution.end(isSent(exchange));
                    routes.release();
                });
    }

    // A gateway error would have it sent again by whoever repeats those, only to be told this.
    private static Throwable told(Exchange exchange, Throwable failure) {
        boolean unknown = failure instanceof ApiException && isSent(exchange) && !exchange.execution.isSettled();
        return unknown ? new ApiException(ErrorCode.OUTCOME_UNKNOWN, failure) : failure;
    }

    private static boolean isSent(Exchange exchange) {
        return exchange.journey != null && exchange.journey.isSent();
    }

    private static Keyed keyed(Exchange exchange, IdempotencyRule rule) {
        var delivery = exchange.route.delivery();
        return new Keyed(
                exchange.request,
                exchange.hasBody,
                caller(exchange),
                exchange.route.id(),
                exchange.path.path(),
                rule,
                delivery.timeout(),
                delivery.bodyLimit());
    }

    private static String caller(Exchange exchange) {
        var identity = exchange.identity;
        if (identity == null) {
            return "address:" + ClientNetwork.of(exchange.client);
        }
        return identity.isPerson() ? "account:" + identity.subject() : "client:" + identity.clientId();
    }
}
