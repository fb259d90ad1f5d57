package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.cors.Cors;
import io.gatehouse.gateway.proxy.BrokenOffException;
import io.gatehouse.gateway.proxy.Journey;
import io.gatehouse.gateway.proxy.Proxy;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.kit.identity.Identity;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;

/**
 * The way of a request from socket to socket. The listener has refused by then what breaks HTTP or comes too slowly
 * ({@link StrictRequestDecoder}, {@link MalformedRequests}); the stages here are in the order in which they stand.
 */
final class RequestPipeline {

    private final Stages stages;
    private final LimitStage limits;
    private final AdmissionStage admission;
    private final IdempotencyStage idempotency;

    RequestPipeline(Stages stages, LimitStage limits, AdmissionStage admission, IdempotencyStage idempotency) {
        this.stages = stages;
        this.limits = limits;
        this.admission = admission;
        this.idempotency = idempotency;
    }

    void accept(HttpServerRequest request) {
        run(request, this::pass);
    }

    /** For a message that breaks HTTP itself: it is counted, and passes no stage but the first and the last. */
    void refuse(HttpServerRequest request, ApiException failure) {
        run(request, exchange -> {
            exchange.closeAfter = true;
            return limits.countRefusal(exchange, failure);
        });
    }

    private void run(HttpServerRequest request, Function<Exchange, Future<Void>> way) {
        var exchange = new Exchange(request);
        // Whatever happens in between: a request that has arrived departs.
        exchange.carrier.whenGone(() -> stages.departure().close(exchange));
        try {
            stages.arrival().open(exchange);
            exchange.response.headersEndHandler(_ -> completeHeader(exchange));
            way.apply(exchange)
                    .recover(failure -> stages.refusals().tell(exchange, failure))
                    .onComplete(_ -> stages.departure().close(exchange));
        } catch (Throwable failure) {
            stages.refusals().breakOff(exchange, failure);
        }
    }

    private void completeHeader(Exchange exchange) {
        stages.cache().forgetChanged(exchange);
        stages.departure().completeHeader(exchange);
    }

    private Future<Void> pass(Exchange exchange) {
        try {
            stages.protocol().check(exchange);
            return identified(exchange)
                    .compose(_ -> limits.count(exchange), refused -> limits.countRefusal(exchange, refused))
                    .compose(_ -> answer(exchange));
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Identity> identified(Exchange exchange) {
        try {
            stages.routes().find(exchange);
            stages.streams().find(exchange);
            admission.check(exchange);
            stages.acceptance().expectBody(exchange);
            return identity(exchange);
        } catch (ApiException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Identity> identity(Exchange exchange) {
        if (exchange.preflight) {
            // Browsers send it without a token, and counted by account it is nobody's.
            return Future.succeededFuture();
        }
        stages.sessions().open(exchange);
        checkEarlierRefusals(exchange);
        return stages.sessions().identify(exchange, limits).onSuccess(identity -> exchange.identity = identity);
    }

    // Who shares an address with an attacker goes on with the token that it has, and signs in: neither costs a
    // signature's check.
    private void checkEarlierRefusals(Exchange exchange) {
        var refusal = limits.earlierRefusals(exchange);
        if (refusal != null && stages.sessions().checksSignature(exchange)) {
            LimitStage.decide(exchange, refusal);
        }
    }

    private Future<Void> answer(Exchange exchange) {
        if (exchange.carrier.unreadable() != null) {
            throw exchange.carrier.unreadable();
        }
        if (exchange.preflight) {
            return Cors.answerPreflight(exchange.request, exchange.route.cors());
        }
        if (exchange.session != null && exchange.session.isAnsweredHere()) {
            return stages.sessions().answer(exchange);
        }
        if (exchange.route.responses().compress()) {
            exchange.compression = stages.compression().begin(exchange.request);
        }
        return exchange.route.destination().isGateway()
                ? stages.pages().answer(exchange.request, exchange.path.path(), exchange.steps())
                : idempotency.pass(exchange, this::proxy);
    }

    private Future<Void> proxy(Exchange exchange) {
        var route = exchange.route;
        var execution = exchange.execution;
        var upstream = route.destination().of(route.id(), exchange::caller);
        var call = new Proxy.Call(
                exchange.request,
                exchange.hasBody,
                execution == null ? exchange.request : execution.body(),
                exchange.routes.upstreams().get(upstream),
                exchange.match.target(exchange.path),
                stages.arrival().caller(exchange),
                exchange.requestId,
                stages.arrival().deadline(exchange),
                route.delivery().bodyLimit(),
                route.delivery().retries(),
                new Journey(exchange.trace),
                exchange.steps(),
                stages.streams().open(exchange));
        return route.responses().cache() == null || exchange.stream != null
                ? forward(exchange, call)
                : stages.cache().answer(exchange, call, steps -> forward(exchange, call.through(steps)));
    }

    private Future<Void> forward(Exchange exchange, Proxy.Call call) {
        exchange.upstream = call.upstream().name();
        exchange.journey = call.journey();
        admission.begin(exchange);
        return stages.forwarding()
                .forward(exchange, call)
                .onComplete(_ -> answered(exchange), failure -> unanswered(exchange, call.upstream(), failure));
    }

    private void answered(Exchange exchange) {
        exchange.upstreamOutcome = "answered";
        forgetChangedUnheard(exchange);
    }

    // A client that has left is told nothing, so that no header was the moment for it.
    private void forgetChangedUnheard(Exchange exchange) {
        if (!exchange.response.headWritten()) {
            stages.cache().forgetChanged(exchange);
        }
    }

    private void unanswered(Exchange exchange, Upstream upstream, Throwable failure) {
        forgetChangedUnheard(exchange);
        exchange.upstreamOutcome = outcome(failure);
        stages.failures().tell(exchange, upstream, failure);
    }

    private static String outcome(Throwable failure) {
        return switch (failure) {
            case BrokenOffException broken ->
                broken.side() == BrokenOffException.Side.CLIENT ? "client_left" : "broken_off";
            case ApiException refused -> refused.code.wire;
            default -> ErrorCode.INTERNAL_ERROR.wire;
        };
    }
}
