package io.gatehouse.auth.link;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;

import io.gatehouse.kit.problem.Refuses;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Where links lead when no app of one's own is named. Reading a page changes nothing, whoever reads it: mail scanners open
 * every link. The token is in the fragment, which no browser sends; the page's script posts it when its person says so.
 */
@Path("/account/{page}")
@Produces({MediaType.TEXT_HTML, "text/css", "text/javascript"})
@NonBlocking
class LinkPageResource {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final LinkPages pages;

    LinkPageResource(LinkPages pages) {
        this.pages = pages;
    }

    @GET
    @Operation(hidden = true)
    @Refuses(NOT_FOUND)
    public RestResponse<String> get(String page) {
        var found = pages.get(page);
        return RestResponse.ResponseBuilder.ok(found.text())
                .header(HttpHeaders.CONTENT_TYPE, found.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
