package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Which events are looked for. Null is any.
 *
 * @param accountId whom they concern
 * @param actorId which account or client did it
 * @param from the earliest time
 * @param to the time that all are before
 */
record AuditSearch(UUID accountId, String actorId, AuditAction action, Instant from, Instant to) {

    /** As long as an account's or a client's id may be. */
    private static final int ACTOR_CHARACTERS = 64;

    /** Later than anything; the database knows no times much later. */
    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static AuditSearch ofAccount(UUID accountId) {
        return new AuditSearch(accountId, null, null, null, null);
    }

    /** Reads the query's text, because the REST layer answers what it cannot read with "not found". */
    static AuditSearch parse(String account, String actor, String action, String from, String to) {
        return new AuditSearch(
                account(account), actor(actor), action(action), instant("from", from), instant("to", to));
    }

    /** The same whenever it happened. */
    AuditSearch atAnyTime() {
        return new AuditSearch(accountId, actorId, action, null, null);
    }

    /** The time that all are before, where nothing later is known either. */
    Instant until(Instant known) {
        return to == null || known.isBefore(to) ? known : to;
    }

    /** The names of those that leave something out. */
    List<String> filters() {
        var filters = new LinkedHashMap<String, Object>();
        filters.put("account", accountId);
        filters.put("actor", actorId);
        filters.put("action", action);
        filters.put("from", from);
        filters.put("to", to);
        filters.values().removeIf(Objects::isNull);
        return List.copyOf(filters.keySet());
    }

    private static UUID account(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ApiException.invalid("account", "invalid_value", "must be the id of an account");
        }
    }

    private static String actor(String text) {
        if (text != null && (text.length() > ACTOR_CHARACTERS || text.indexOf('\0') >= 0)) {
            throw ApiException.invalid("actor", "invalid_value", "must be the id of an account or client");
        }
        return text;
    }

    private static AuditAction action(String wire) {
        if (wire == null) {
            return null;
        }
        return Arrays.stream(AuditAction.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("action", "invalid_value", "must be the name of an action"));
    }

    private static Instant instant(String name, String text) {
        try {
            var time = text == null ? null : Instant.parse(text);
            if (time == null || (time.isAfter(Instant.EPOCH) && time.isBefore(LAST))) {
                return time;
            }
        } catch (DateTimeException noTime) {
            throw refusal(name);
        }
        throw refusal(name);
    }

    private static ApiException refusal(String name) {
        return ApiException.invalid(name, "invalid_value", "must be a time such as 2026-01-31T12:00:00Z");
    }
}
