package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The form that the endpoints of OAuth 2.0 take. Read here and not by the REST layer, because its refusals must be OAuth errors and a
 * parameter that comes twice is one (RFC 6749 section 3.2).
 */
record OAuthRequest(Map<String, String> parameters) {

    static final String FORM = "application/x-www-form-urlencoded";

    static OAuthRequest read(String contentType, String body) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
            throw invalid("the body must be " + FORM);
        }
        var parameters = new HashMap<String, String>();
        // Without a body it is null, not empty.
        for (var pair : Objects.requireNonNullElse(body, "").split("&", -1)) {
            var separator = pair.indexOf('=');
            var name = decode(separator < 0 ? pair : pair.substring(0, separator));
            var value = separator < 0 ? "" : decode(pair.substring(separator + 1));
            // RFC 6749 section 3.2: a parameter without a value counts as omitted.
            if (!value.isEmpty() && parameters.put(name, value) != null) {
                throw invalid("a parameter is there twice");
            }
        }
        return new OAuthRequest(Map.copyOf(parameters));
    }

    Optional<String> find(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    String require(String parameter) {
        return find(parameter).orElseThrow(() -> invalid(parameter + " is missing"));
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw invalid("the body is not form-encoded");
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(Code.INVALID_REQUEST, description);
    }

    @Override
    public String toString() {
        return "OAuthRequest" + parameters.keySet();
    }
}
