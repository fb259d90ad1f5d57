package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Access tokens that hold no longer though they have not expired: those of a session, or those that an account was issued
 * before a time. An entry of the Redis Stream {@value #STREAM}, in which it may stand more than once, and of
 * {@code GET /internal/v1/revocations}.
 *
 * <p>A follower that starts, or may have missed something, first notes the last id of the stream, then reads all pages of
 * the snapshot, then follows from that id: what is committed after the note is appended after it.
 *
 * @param sid the session; null where an account is meant
 * @param sub the account; null where a session is meant
 * @param notBefore tokens of the account with an earlier {@code iat} are refused; null where a session is meant
 * @param expiresAt when the last of these tokens has expired, and the entry may be forgotten
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revocation(UUID sid, UUID sub, Instant notBefore, Instant expiresAt) {

    public static final String STREAM = "gatehouse:revocations";

    private static final String SID = "sid";
    private static final String SUB = "sub";
    private static final String NOT_BEFORE = "not_before";
    private static final String EXPIRES_AT = "expires_at";

    public static Revocation ofSession(UUID sid, Instant expiresAt) {
        return new Revocation(sid, null, null, expiresAt);
    }

    public static Revocation ofAccount(UUID sub, Instant notBefore, Instant expiresAt) {
        return new Revocation(null, sub, notBefore, expiresAt);
    }

    /** As the stream has it: text by field, in the names of the JSON. */
    public Map<String, String> toEntry() {
        var entry = new LinkedHashMap<String, String>();
        if (sid != null) {
            entry.put(SID, sid.toString());
        } else {
            entry.put(SUB, sub.toString());
            entry.put(NOT_BEFORE, notBefore.toString());
        }
        entry.put(EXPIRES_AT, expiresAt.toString());
        return entry;
    }

    /** Reads an entry of the stream. */
    public static Revocation ofEntry(Map<String, String> entry) {
        var expiresAt = Instant.parse(entry.get(EXPIRES_AT));
        return entry.containsKey(SID)
                ? ofSession(UUID.fromString(entry.get(SID)), expiresAt)
                : ofAccount(UUID.fromString(entry.get(SUB)), Instant.parse(entry.get(NOT_BEFORE)), expiresAt);
    }
}
