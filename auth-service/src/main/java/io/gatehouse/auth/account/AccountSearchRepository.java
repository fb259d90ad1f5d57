package io.gatehouse.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Finds accounts among very many, each way by an index. */
@Singleton
class AccountSearchRepository {

    private static final String NEWEST = "SELECT * FROM account WHERE id < :before ORDER BY id DESC LIMIT :most";

    private static final String BY_PART = """
            SELECT * FROM account
            WHERE email_canonical LIKE :pattern AND id < :before
            ORDER BY id DESC
            LIMIT :most
            """;

    /** Byte by byte, so that the addresses that begin so lie together in the index. */
    private static final String BY_PREFIX = """
            SELECT * FROM account
            WHERE email_canonical COLLATE "C" > :after
              AND email_canonical COLLATE "C" >= :prefix
              AND email_canonical COLLATE "C" < :last
            ORDER BY email_canonical COLLATE "C"
            LIMIT :most
            """;

    /**
     * What few addresses have is found by its trigrams, what many have by looking at the newest. To choose, the planner must
     * see the text, and it would stop looking after some executions.
     */
    private static final String PLAN_EACH = "SET LOCAL plan_cache_mode = force_custom_plan";

    /** Sorts behind everything an address can hold: the last code point, which is no character. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** The newest first. */
    Uni<List<Account>> listBefore(UUID id, int most) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NEWEST, Account.class)
                .setParameter("before", id)
                .setParameter("most", most)
                .getResultList());
    }

    /** Those that have this in their address, the newest first; in the transaction that is open. */
    Uni<List<Account>> listByPart(String part, UUID before, int most) {
        var pattern = "%" + part.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return Panache.getSession().chain(session -> session.createNativeQuery(PLAN_EACH)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(BY_PART, Account.class)
                        .setParameter("pattern", pattern)
                        .setParameter("before", before)
                        .setParameter("most", most)
                        .getResultList()));
    }

    /** Those whose address begins so, by address. */
    Uni<List<Account>> listByPrefix(String prefix, String after, int most) {
        return Panache.getSession().chain(session -> session.createNativeQuery(BY_PREFIX, Account.class)
                .setParameter("after", after)
                .setParameter("prefix", prefix)
                .setParameter("last", prefix + LAST)
                .setParameter("most", most)
                .getResultList());
    }
}
