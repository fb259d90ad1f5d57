package io.gatehouse.auth.link;

import io.gatehouse.contracts.error.ApiException;

/**
 * What somebody shows of a link: its token, or the code of the same mail with the address it went to.
 *
 * @param token null where the code is shown
 * @param emailCanonical null where the token is shown
 */
public record PresentedLink(String token, String emailCanonical, String code) {

    public PresentedLink {
        var byCode = emailCanonical != null && code != null;
        if (token == null ? !byCode : emailCanonical != null || code != null) {
            throw ApiException.invalid("token", "required", "give either token, or email and code");
        }
    }

    boolean isToken() {
        return token != null;
    }

    @Override
    public String toString() {
        return "PresentedLink[redacted]";
    }
}
