package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.ActorKind;
import io.gatehouse.kit.identity.Identity;

/**
 * Who did something.
 *
 * @param id of the account or client; null for everybody else
 */
record Actor(ActorKind kind, String id) {

    static final Actor ANONYMOUS = new Actor(ActorKind.ANONYMOUS, null);
    static final Actor SYSTEM = new Actor(ActorKind.SYSTEM, null);

    static Actor of(Identity identity) {
        return new Actor(identity.isPerson() ? ActorKind.ACCOUNT : ActorKind.CLIENT, identity.subject());
    }
}
