package io.gatehouse.kit.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** With what a service proves itself to the issuer (RFC 6749 section 2.3.1). */
public record ClientCredentials(String clientId, String clientSecret) {

    /** The value of {@code Authorization}. Both parts are form-encoded first, as the RFC asks. */
    String basic() {
        var pair = encoded(clientId) + ":" + encoded(clientSecret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
