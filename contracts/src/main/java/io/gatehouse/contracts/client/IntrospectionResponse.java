package io.gatehouse.contracts.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * RFC 7662 section 2.2. Of a token that does not hold, whatever the reason, only that.
 *
 * @param tokenType {@code Bearer} of access tokens; null of refresh tokens
 * @param sid the session, where a person has signed in
 * @param groups the account's roles
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntrospectionResponse(
        boolean active,
        String scope,
        String clientId,
        String tokenType,
        Long exp,
        String sub,
        String aud,
        String iss,
        UUID sid,
        List<String> groups) {

    /** What is told of everything that does not hold. */
    public static final IntrospectionResponse INACTIVE =
            new IntrospectionResponse(false, null, null, null, null, null, null, null, null, null);
}
