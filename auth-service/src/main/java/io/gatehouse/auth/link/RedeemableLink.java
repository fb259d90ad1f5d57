package io.gatehouse.auth.link;

import java.util.UUID;

/**
 * A link that somebody has shown to hold.
 *
 * @param emailCanonical the address it was mailed to
 */
public record RedeemableLink(UUID id, Purpose purpose, LinkSubject subject, String emailCanonical) {

    @Override
    public String toString() {
        return "RedeemableLink[" + id + "]";
    }
}
