package io.gatehouse.auth.link;

import java.util.UUID;

/** Whom a link is for: an account, or a sign-up that is to become one. The other id is null. */
public record LinkSubject(UUID accountId, UUID pendingSignupId) {

    public static LinkSubject account(UUID id) {
        return new LinkSubject(id, null);
    }

    public static LinkSubject pendingSignup(UUID id) {
        return new LinkSubject(null, id);
    }
}
