package io.gatehouse.gateway.docs;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.gatehouse.gateway.proxy.WholeResponse;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers what is routed to the gateway itself. */
@Singleton
public class Pages {

    private static final String PROBLEM = "/problems/";
    private static final String ASSET = "/docs/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final ErrorCatalogue catalogue;
    private final ApiDocument document;
    private final Assets assets;

    Pages(ErrorCatalogue catalogue, ApiDocument document, Assets assets) {
        this.catalogue = catalogue;
        this.document = document;
        this.assets = assets;
    }

    /** Sends the page at this path through these steps; fails with {@code not_found} where there is none. */
    public Future<Void> answer(HttpServerRequest request, String path, List<ResponseStep> steps) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        // Browsers name it, programs do not: those that accept anything get JSON.
        boolean html = accept != null && accept.contains("text/html");
        return find(path, html).compose(page -> send(request, page, steps));
    }

    private Future<Page> find(String path, boolean html) {
        if (path.startsWith(PROBLEM)) {
            return Future.succeededFuture(catalogue.one(path.substring(PROBLEM.length()), html));
        }
        if (path.startsWith(ASSET) && path.length() > ASSET.length()) {
            return Future.succeededFuture(assets.get(path.substring(ASSET.length())));
        }
        return switch (path) {
            case "/problems" -> Future.succeededFuture(catalogue.all(html));
            case "/docs", "/docs/" -> Future.succeededFuture(assets.get("index.html"));
            case "/openapi.json" -> document.get().map(Page::json);
            default -> Future.failedFuture(new ApiException(ErrorCode.NOT_FOUND));
        };
    }

    private static Future<Void> send(HttpServerRequest request, Page page, List<ResponseStep> steps) {
        var response = request.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, page.contentType());
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        response.putHeader("Content-Security-Policy", POLICY);
        return WholeResponse.send(request, page.body(), steps);
    }
}
