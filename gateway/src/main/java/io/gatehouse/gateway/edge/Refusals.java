package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.BrokenOffException;
import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.gateway.stream.GrpcCall;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells clients that their requests have failed, where they can still be told, and the log where nobody expected it. */
@Singleton
class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    Future<Void> tell(Exchange exchange, Throwable failure) {
        if (failure instanceof BrokenOffException || exchange.response.headWritten() || exchange.response.closed()) {
            exchange.brokenOff = true;
            return Future.succeededFuture();
        }
        if (failure instanceof ApiException expected) {
            LOG.debugf(expected, "%s refused", exchange.requestId);
            return write(exchange, expected);
        }
        log(exchange, failure);
        return write(exchange, new ApiException(ErrorCode.INTERNAL_ERROR));
    }

    /** For what has failed so that its client cannot be told in the usual way. */
    void breakOff(Exchange exchange, Throwable failure) {
        log(exchange, failure);
        exchange.refusal = ErrorCode.INTERNAL_ERROR.wire;
        exchange.carrier.breakOff();
    }

    private Future<Void> write(Exchange exchange, ApiException refusal) {
        exchange.refusal = refusal.code.wire;
        return exchange.streamKind == StreamKind.GRPC
                ? GrpcCall.refuse(exchange.response, refusal)
                : problems.write(exchange, refusal);
    }

    private static void log(Exchange exchange, Throwable failure) {
        LOG.errorf(failure, "Unexpected failure of request %s", exchange.requestId);
    }
}
