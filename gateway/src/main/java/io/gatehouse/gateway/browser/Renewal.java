package io.gatehouse.gateway.browser;

import io.gatehouse.gateway.trace.RequestTrace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * For which request a session may have to be refreshed.
 *
 * @param clientAddress counted by auth-service where a token is wrong
 * @param budget how long the request waits for it
 * @param leave asked before auth-service is, once for all requests that wait together
 */
public record Renewal(
        String clientAddress, String requestId, RequestTrace trace, Duration budget, Supplier<Future<Void>> leave) {}
