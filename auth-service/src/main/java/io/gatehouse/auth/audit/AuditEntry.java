package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.ActorKind;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.audit.AuditActor;
import io.gatehouse.contracts.audit.AuditOutcome;
import io.gatehouse.contracts.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a feature tells the audit trail. Whoever is signed in did it, unless the entry says otherwise, which it
 * must where nobody needs to be signed in; address, device
 * and request id are added by the trail.
 *
 * @param actor null for whoever is signed in
 * @param accountId whom it concerns; null where that is no account
 * @param subject what else it concerns, such as the name of a role; null where that is nothing
 * @param detail small, and without secrets or addresses of mail
 */
public record AuditEntry(
        AuditAction action,
        AuditOutcome outcome,
        AuditActor actor,
        UUID accountId,
        String subject,
        Map<String, Object> detail) {

    /** Something that was done. */
    public static AuditEntry of(AuditAction action) {
        return new AuditEntry(action, AuditOutcome.SUCCEEDED, null, null, null, Map.of());
    }

    /** Something that was tried and refused. */
    public static AuditEntry refused(AuditAction action, ErrorCode code) {
        return new AuditEntry(action, AuditOutcome.REFUSED, null, null, null, Map.of("code", code.wire));
    }

    /** The account that it concerns. */
    public AuditEntry on(UUID account) {
        return new AuditEntry(action, outcome, actor, account, subject, detail);
    }

    /** What it concerns that is no account. */
    public AuditEntry on(String named) {
        return new AuditEntry(action, outcome, actor, accountId, named, detail);
    }

    /** Done by an account that has just proved who it is and has no token yet. */
    public AuditEntry by(UUID account) {
        return by(new AuditActor(ActorKind.ACCOUNT, account.toString()));
    }

    /** Done by a client that has just proved who it is and has no token yet. */
    public AuditEntry byClient(String clientId) {
        return by(new AuditActor(ActorKind.CLIENT, clientId));
    }

    /** Done by somebody who has not proved who they are. */
    public AuditEntry byAnonymous() {
        return by(new AuditActor(ActorKind.ANONYMOUS, null));
    }

    /** Done by the set itself, outside of any request. */
    public AuditEntry bySystem() {
        return by(new AuditActor(ActorKind.SYSTEM, null));
    }

    /** One more thing worth knowing: text, a number, a truth value, or a list of them. */
    public AuditEntry with(String key, Object value) {
        var more = new HashMap<>(detail);
        more.put(key, value);
        return new AuditEntry(action, outcome, actor, accountId, subject, Map.copyOf(more));
    }

    private AuditEntry by(AuditActor other) {
        return new AuditEntry(action, outcome, other, accountId, subject, detail);
    }
}
