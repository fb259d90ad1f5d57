package io.gatehouse.auth.link;

import static java.nio.ByteBuffer.allocate;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.seal.KeyedHash;
import io.gatehouse.auth.seal.Pepper;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Knows the codes of links again. A try and what the audit trail is told of a wrong one are one transaction. A wrong one is told
 * for an address without links as well: otherwise only tries at real ones would wait for the disk, and tell that they are.
 */
@Singleton
class LinkCodes {

    private static final String USE = "gatehouse one-time code v1";

    private final CodeRepository codes;
    private final LinkConfig config;
    private final Pepper pepper;
    private final AuditTrail audit;
    private final Clock clock;

    LinkCodes(CodeRepository codes, LinkConfig config, Pepper pepper, AuditTrail audit, Clock clock) {
        this.codes = codes;
        this.config = config;
        this.pepper = pepper;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is kept of the code of a link. */
    Uni<byte[]> hash(UUID linkId, LinkCode code) {
        return pepper.forUse(USE).map(hash -> hash(hash, linkId, code));
    }

    /**
     * The live link that has the code; null where none has.
     *
     * @param goal what the code was to achieve
     */
    Uni<RedeemableLink> find(PresentedLink presented, Set<Purpose> purposes, AuditAction goal) {
        var code = LinkCode.typed(presented.code());
        return pepper.forUse(USE)
                .chain(hash -> codes.inTransaction(connection -> codes.tryCode(
                                connection,
                                presented.emailCanonical(),
                                purposes,
                                config.codeAttempts(),
                                clock.instant())
                        .chain(candidates -> judge(connection, candidates, matching(candidates, hash, code), goal))));
    }

    // Being right once is no guess, whatever comes of it.
    private Uni<RedeemableLink> judge(
            SqlConnection connection, List<CodeRepository.Candidate> tried, RedeemableLink right, AuditAction goal) {
        return right == null
                ? audit.append(connection, wrong(tried, goal)).replaceWith((RedeemableLink) null)
                : codes.forgiveTry(connection, right.id()).replaceWith(right);
    }

    private static AuditEntry wrong(List<CodeRepository.Candidate> tried, AuditAction goal) {
        var account = tried.stream()
                .map(candidate -> candidate.link().subject().accountId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return AuditEntry.refused(goal, ErrorCode.ONE_TIME_TOKEN_INVALID)
                .byAnonymous()
                .on(account);
    }

    private static RedeemableLink matching(List<CodeRepository.Candidate> candidates, KeyedHash hash, LinkCode code) {
        return candidates.stream()
                .filter(candidate -> MessageDigest.isEqual(
                        candidate.codeHash(), hash(hash, candidate.link().id(), code)))
                .map(CodeRepository.Candidate::link)
                .findFirst()
                .orElse(null);
    }

    private static byte[] hash(KeyedHash hash, UUID linkId, LinkCode code) {
        var digits = code.bytes();
        return hash.of(allocate(2 * Long.BYTES + digits.length)
                .putLong(linkId.getMostSignificantBits())
                .putLong(linkId.getLeastSignificantBits())
                .put(digits)
                .array());
    }
}
