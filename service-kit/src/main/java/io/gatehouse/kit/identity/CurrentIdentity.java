package io.gatehouse.kit.identity;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The verified identity of the request in hand, for methods that require one. */
@RequestScoped
public class CurrentIdentity {

    private final SecurityIdentity secured;

    CurrentIdentity(SecurityIdentity secured) {
        this.secured = secured;
    }

    /** Whoever speaks; {@code invalid_token} where nobody does. */
    public Identity get() {
        Identity identity = secured.getAttribute(BearerAuthentication.IDENTITY);
        if (identity == null) {
            throw new ApiException(ErrorCode.INVALID_TOKEN);
        }
        return identity;
    }

    /** The person who speaks; {@code forbidden} for a service that speaks for itself. */
    public Identity person() {
        var identity = get();
        if (!identity.isPerson()) {
            throw new ApiException(ErrorCode.FORBIDDEN);
        }
        return identity;
    }
}
