package io.gatehouse.gateway.browser;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.web.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** {@code POST /v1/auth/refresh} at auth-service. */
final class RefreshCall {

    private static final Logger LOG = Logger.getLogger(RefreshCall.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int WAITING = 4;

    // What says of the token that it is worth nothing. Whatever else comes may pass.
    private static final Set<ErrorCode> REFUSALS = Set.of(
            ErrorCode.INVALID_TOKEN,
            ErrorCode.TOKEN_EXPIRED,
            ErrorCode.SESSION_REVOKED,
            ErrorCode.REFRESH_TOKEN_REUSED,
            ErrorCode.ACCOUNT_DISABLED);

    private final HttpClient http;
    private final String uri;
    private final Duration timeout;

    RefreshCall(Vertx vertx, BrowserConfig config) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setMaxPoolSize(config.refreshConnections())
                .setMaxWaitQueueSize(config.refreshConnections() * WAITING)
                // Shorter than the service's own.
                .setKeepAliveTimeout(30));
        this.uri = config.authUrl().resolve("/v1/auth/refresh").toString();
        this.timeout = config.refreshTimeout();
    }

    Future<SessionTokens> send(String token, Renewal renewal) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(uri)
                .setTimeout(timeout.toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("X-Forwarded-For", renewal.clientAddress())
                .putHeader(RequestIds.HEADER, renewal.requestId());
        renewal.trace().handOn(options.getHeaders());
        return http.request(options)
                .compose(request -> request.send(
                        new JsonObject().put("refresh_token", token).toBuffer()))
                .compose(response -> response.body().map(body -> read(response, body)))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    void close() {
        http.close();
    }

    private static SessionTokens read(HttpClientResponse response, Buffer body) {
        if (response.statusCode() == 200) {
            return tokens(body);
        }
        if (response.statusCode() == ErrorCode.RATE_LIMITED.status) {
            throw new ApiException(ErrorCode.RATE_LIMITED).retryAfter(retryAfter(response));
        }
        var code = body.toJsonObject().getString("code");
        for (var refusal : REFUSALS) {
            if (refusal.wire.equals(code)) {
                throw new ApiException(refusal);
            }
        }
        if (ErrorCode.VALIDATION_FAILED.wire.equals(code)) {
            throw new ApiException(ErrorCode.INVALID_TOKEN);
        }
        throw new IllegalStateException("auth-service answered " + response.statusCode());
    }

    private static SessionTokens tokens(Buffer body) {
        try {
            return SessionTokens.takeFrom(body.toJsonObject());
        } catch (RuntimeException unreadable) {
            // What the reader says of it may repeat a part of a token.
            throw new IllegalStateException("the tokens of auth-service could not be read: " + unreadable.getClass());
        }
    }

    private static Duration retryAfter(HttpClientResponse response) {
        try {
            return Duration.ofSeconds(Long.parseLong(response.getHeader(HttpHeaders.RETRY_AFTER)));
        } catch (NumberFormatException notTold) {
            return RETRY;
        }
    }

    private static ApiException told(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return refusal;
        }
        LOG.debug("A session could not be refreshed", failure);
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, failure).retryAfter(RETRY);
    }
}
