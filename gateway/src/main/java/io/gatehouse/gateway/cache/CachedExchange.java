package io.gatehouse.gateway.cache;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.cache.CacheMetrics.Outcome;
import io.gatehouse.gateway.cache.Flight.Landing;
import io.gatehouse.gateway.proxy.BrokenOffException;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.gatehouse.gateway.proxy.WholeResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.WriteStream;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One request for something that may be kept. Everything happens on the request's event loop. */
final class CachedExchange {

    private static final int BAD_GATEWAY = 502;

    private final CacheState state;
    private final CacheCall call;
    private final Asking asking;
    private final Conditions known;
    private final Lane lane;
    private Flight flight;

    CachedExchange(CacheState state, CacheCall call) {
        this.state = state;
        this.call = call;
        this.asking = new Asking(call.request().headers());
        this.known = Conditions.of(call.request().headers());
        this.lane = new Lane(call.key(), asking.isPersonal());
    }

    Future<Void> run() {
        return look(false);
    }

    CacheRule rule() {
        return call.rule();
    }

    Asking asking() {
        return asking;
    }

    Conditions known() {
        return known;
    }

    long now() {
        return state.clock().millis();
    }

    void count(Outcome outcome) {
        state.metrics().count(outcome);
    }

    /** For which requests a response with this header was chosen, or null. */
    Variation variation(MultiMap response) {
        return Variation.of(call.routeId(), call.request().headers(), response);
    }

    void keep(StoredResponse response) {
        if (!flight.isOutdated()) {
            state.storage().put(call.key(), response);
        }
        land(Landing.STORED);
    }

    /** Sends the end of a body that is kept by now, at its client's pace. */
    Future<Void> sendRest(Buffer rest, WriteStream<Buffer> to) {
        return WholeResponse.sendRest(call.request(), rest, to);
    }

    /** Whoever waits goes for themselves; where that is not by chance those that come next do not wait. */
    void notForOthers(boolean byChance) {
        if (!byChance) {
            state.remember(lane);
        }
        land(Landing.NOT_FOR_OTHERS);
    }

    // First out of the way, then told: who looks again must not find it.
    void land(Landing landing) {
        state.flights().remove(lane, flight);
        flight.land(landing);
    }

    private Future<Void> look(boolean waited) {
        if (call.request().response().closed()) {
            return Future.failedFuture(BrokenOffException.byClient());
        }
        var stored = find();
        if (stored != null && asking.isContentWith(stored.terms(), now())) {
            return serve(stored, Outcome.HIT, "hit; ttl=" + stored.terms().left(now()) / 1000);
        }
        if (asking.isForStoredOnly()) {
            return Future.failedFuture(new ApiException(ErrorCode.NOT_STORED));
        }
        if (!HttpMethod.GET.equals(call.request().method()) || asking.forbidsKeeping() || state.isRemembered(lane)) {
            return pass("bypass");
        }
        return takeOff(stored, waited);
    }

    private Future<Void> takeOff(StoredResponse stored, boolean waited) {
        var own = new Flight();
        var other = state.flights().putIfAbsent(lane, own);
        if (other == null) {
            flight = own;
            return lead();
        }
        if (stored != null && stored.terms().mayBridge(now())) {
            return serve(stored, Outcome.STALE, "hit; ttl=" + stored.terms().left(now()) / 1000);
        }
        return waited ? pass("miss") : await(other);
    }

    private Future<Void> lead() {
        // Another one may have landed between looking and taking off.
        var stored = find();
        if (stored != null && asking.isContentWith(stored.terms(), now())) {
            land(Landing.STORED);
            return serve(stored, Outcome.HIT, "hit; ttl=" + stored.terms().left(now()) / 1000);
        }
        var stale = stored != null && stored.canBeValidated() ? stored : null;
        var headers = call.request().headers();
        Asking.generalise(headers);
        Conditions.ask(headers, stale);
        return forward(new Capture(this, stored, now()))
                .onFailure(_ -> land(Landing.FAILED))
                .recover(failure -> replace(failure, stored));
    }

    private Future<Void> await(Flight other) {
        count(Outcome.WAITED);
        var landing = other.join();
        long left = Math.max(1, call.deadline() - now());
        long timer = state.vertx().setTimer(left, _ -> landing.tryFail(new ApiException(ErrorCode.UPSTREAM_TIMEOUT)));
        return landing.future()
                .onComplete(_ -> state.vertx().cancelTimer(timer))
                .compose(landed -> switch (landed) {
                    case STORED -> look(true);
                    case NOT_FOR_OTHERS -> pass("miss");
                    // One after the other, so that a service in trouble is not asked by all at once.
                    case FAILED -> replaceOr(() -> look(false));
                });
    }

    private Future<Void> replaceOr(Supplier<Future<Void>> otherwise) {
        var stored = find();
        return stored != null && stored.terms().mayReplaceErrors(now())
                ? serve(stored, Outcome.STALE, "hit; fwd=stale")
                : otherwise.get();
    }

    private Future<Void> replace(Throwable failure, StoredResponse stored) {
        boolean ofService = failure instanceof ApiException refused && refused.code.status >= BAD_GATEWAY;
        boolean untold = !call.request().response().headWritten();
        return ofService && untold && stored != null && stored.terms().mayReplaceErrors(now())
                ? serve(stored, Outcome.STALE, "hit; fwd=stale")
                : Future.failedFuture(failure);
    }

    private Future<Void> serve(StoredResponse stored, Outcome outcome, String what) {
        count(outcome);
        var response = call.request().response();
        Reply.head(response, stored, known, now());
        Reply.tell(response, what);
        return WholeResponse.send(call.request(), stored.body(), call.steps());
    }

    private Future<Void> pass(String why) {
        count(Outcome.PASSED);
        return forward(new PassedBy(why));
    }

    private StoredResponse find() {
        var stored =
                state.storage().find(call.key(), call.routeId(), call.request().headers());
        return stored != null && asking.isFor(stored.terms()) ? stored : null;
    }

    // What is refused on the way there must not leave anybody waiting.
    private Future<Void> forward(ResponseStep first) {
        var steps = Stream.concat(Stream.of(first), call.steps().stream()).toList();
        try {
            return call.forward().apply(steps);
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }
}
