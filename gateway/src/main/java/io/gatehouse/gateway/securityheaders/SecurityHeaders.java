package io.gatehouse.gateway.securityheaders;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Completes a response with what keeps browsers from misusing it. Costs nothing but the fields themselves. */
@Singleton
public class SecurityHeaders {

    private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence UNFRAMED = HttpHeaders.createOptimized("frame-ancestors 'none'");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence POWERED_BY = HttpHeaders.createOptimized("X-Powered-By");

    private final CharSequence hsts;

    SecurityHeaders(SecurityHeadersConfig config) {
        var seconds = config.hstsMaxAge().toSeconds();
        var value = "max-age=" + seconds + (config.hstsSubdomains() ? "; includeSubDomains" : "");
        this.hsts = seconds == 0 ? null : HttpHeaders.createOptimized(value);
    }

    /**
     * Completes the header.
     *
     * @param secure whether the client came by https
     * @param embeddable whether pages of other origins may show and use what the service does not keep from them itself
     */
    public void complete(MultiMap headers, boolean secure, boolean embeddable) {
        // Which software it is helps nobody but attackers.
        headers.remove(HttpHeaders.SERVER);
        headers.remove(POWERED_BY);
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        if (secure && hsts != null) {
            // It holds for the whole host: one service does not decide it for the others.
            headers.set(HSTS, hsts);
        }
        if (!headers.contains(REFERRER_POLICY)) {
            headers.add(REFERRER_POLICY, NO_REFERRER);
        }
        if (!embeddable) {
            keepToItself(headers);
        }
    }

    private static void keepToItself(MultiMap headers) {
        if (!headers.contains(RESOURCE_POLICY)) {
            headers.add(RESOURCE_POLICY, SAME_ORIGIN);
        }
        if (!decidesFrames(headers)) {
            // A further policy, not a part of the service's: browsers hold to each of them.
            headers.add(POLICY, UNFRAMED);
        }
    }

    // Where both are there frame-ancestors counts; so ours would take away what the service allows by the older field.
    private static boolean decidesFrames(MultiMap headers) {
        return headers.contains(FRAME_OPTIONS)
                || (headers.contains(POLICY)
                        && headers.getAll(POLICY).stream().anyMatch(policy -> policy.toLowerCase(Locale.ROOT)
                                .contains("frame-ancestors")));
    }
}
