package io.gatehouse.kit.web;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that tell the version of what they show, so that a change can be based on it. No cache keeps them. */
public final class TaggedResponses {

    private TaggedResponses() {}

    public static <T> RestResponse<T> of(int status, long version, T entity) {
        return RestResponse.ResponseBuilder.<T>create(status)
                .entity(entity)
                .header(HttpHeaders.ETAG, ETags.of(version))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
