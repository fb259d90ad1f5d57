package io.gatehouse.kit.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one form of signed tokens that is looked at any further (RFC 7515 section 7.1, RFC 8725). It stands before the library, which
 * passes over stray characters, reads keys out of headers and tells some malformed signatures late. Nothing that it lets through
 * is believed yet.
 */
record StrictJws(JsonNode header, JsonNode payload) {

    /** Longer than any token of ours by far; longer ones are refused before a byte is decoded. */
    private static final int MAX_LENGTH = 8_192;

    /** All that is asked for. Others bring keys along (jwk, jku, x5u, x5c) or change what is signed (b64, crit). */
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    static final Pattern KEY_ID = Pattern.compile("[\\w-]{1,64}");

    /** An {@link IllegalArgumentException} for a token in any other form. */
    static StrictJws read(String token) {
        require(token.length() <= MAX_LENGTH, "too long");
        var parts = token.split("\\.", -1);
        require(parts.length == 3, "not three parts");
        var header = checkedHeader(StrictJson.object(StrictJson.base64url(parts[0])));
        var payload = StrictJson.object(StrictJson.base64url(parts[1]));
        checkSignature(StrictJson.base64url(parts[2]));
        return new StrictJws(header, payload);
    }

    /** The id of the key that is said to have signed an access token (RFC 9068). */
    static String keyId(String accessToken) {
        var jws = read(accessToken);
        require("at+jwt".equals(jws.type()), "not an access token");
        return jws.keyId();
    }

    /** What the token says it is; empty where it says nothing. */
    String type() {
        return StrictJson.text(header, "typ");
    }

    /** The id of the key that is said to have signed. */
    String keyId() {
        var kid = StrictJson.text(header, "kid");
        require(KEY_ID.matcher(kid).matches(), "no key id");
        return kid;
    }

    private static JsonNode checkedHeader(JsonNode header) {
        header.fieldNames()
                .forEachRemaining(member -> require(HEADER.contains(member), "another member in the header"));
        require("ES256".equals(StrictJson.text(header, "alg")), "not ES256");
        return header;
    }

    private static void checkSignature(byte[] signature) {
        require(
                signature.length == 2 * P256.BYTES
                        && P256.isScalar(signature, 0)
                        && P256.isScalar(signature, P256.BYTES),
                "no signature of ES256");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
