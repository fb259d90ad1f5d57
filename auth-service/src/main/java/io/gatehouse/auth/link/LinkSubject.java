package io.gatehouse.auth.link;

import java.util.UUID;

/** Whom a link is for: an account, a sign-up that is to become one, or whoever reads the mail. Other ids are null. */
public record LinkSubject(UUID accountId, UUID pendingSignupId) {

    /** Whoever reads the mail. */
    public static final LinkSubject READER = new LinkSubject(null, null);

    public static LinkSubject account(UUID id) {
        return new LinkSubject(id, null);
    }

    public static LinkSubject pendingSignup(UUID id) {
        return new LinkSubject(null, id);
    }
}
