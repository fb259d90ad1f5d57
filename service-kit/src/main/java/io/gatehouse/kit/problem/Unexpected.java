package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What clients are told of failures that nobody meant for them. The rest goes to the log. */
public final class Unexpected {

    private static final Logger LOG = Logger.getLogger(Unexpected.class);
    private static final Duration OUTAGE_RETRY = Duration.ofSeconds(2);

    private Unexpected() {}

    /** {@code service_unavailable} where something we depend on cannot serve, {@code internal_error} otherwise. */
    public static ApiException toRefusal(Throwable failure) {
        if (Outages.isOutage(failure)) {
            LOG.warnf("Answered %s: %s", ErrorCode.SERVICE_UNAVAILABLE.wire, failure);
            return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, failure).retryAfter(OUTAGE_RETRY);
        }
        LOG.error("Unexpected failure", failure);
        return new ApiException(ErrorCode.INTERNAL_ERROR, failure);
    }
}
