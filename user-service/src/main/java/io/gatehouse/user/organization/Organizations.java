package io.gatehouse.user.organization;

import io.gatehouse.user.organization.OrganizationEvents.News;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The door for those who learn that an account is gone, whose transactions are this service's own ({@code Viewer.SYSTEM}). Where it
 * was the last owner's, who has been an admin for the longest time owns the organization, or else the oldest member; where there
 * is nobody else, the organization goes with it.
 */
@ApplicationScoped
public class Organizations {

    /** Whoever makes or joins an organization meanwhile waits, and finds no profile then. */
    private static final String TAKE_TURNS = "SELECT FROM profile WHERE id = $1 FOR UPDATE";

    private static final String ENTER = """
            SELECT id FROM organization
            WHERE id IN (SELECT organization_id FROM membership WHERE account_id = $1)
            ORDER BY id
            FOR UPDATE""";

    /** Admins come before members, in the alphabet as well. */
    private static final String APPOINT_HEIRS = """
            UPDATE membership SET role = 'owner', version = membership.version + 1, updated_at = $2
            FROM (
                SELECT DISTINCT ON (heir.organization_id) heir.id
                FROM membership AS gone JOIN membership AS heir ON heir.organization_id = gone.organization_id
                WHERE gone.account_id = $1 AND gone.role = 'owner' AND heir.account_id <> $1 AND NOT EXISTS (
                    SELECT FROM membership AS other
                    WHERE other.organization_id = gone.organization_id AND other.role = 'owner' AND other.account_id <> $1
                )
                ORDER BY heir.organization_id, heir.role, heir.created_at, heir.id
            ) AS heir
            WHERE membership.id = heir.id
            RETURNING membership.id, organization_id, account_id, role""";

    private static final String LEAVE_SHARED = """
            DELETE FROM membership AS gone
            WHERE account_id = $1 AND EXISTS (
                SELECT FROM membership AS other
                WHERE other.organization_id = gone.organization_id AND other.account_id <> $1
            )
            RETURNING id, organization_id, account_id, role""";

    private static final String LIST_OWN =
            "SELECT id, organization_id, account_id, role FROM membership WHERE account_id = $1";

    private static final String DELETE_OWN =
            "DELETE FROM organization WHERE id IN (SELECT organization_id FROM membership WHERE account_id = $1) RETURNING id";

    /** Since then an address may be somebody else's. */
    private static final String WITHDRAW_TO = """
            DELETE FROM invitation
            WHERE lower(email) IN (SELECT lower(address) FROM unnest($1::text[]) AS address) AND created_at < $2
            RETURNING id, organization_id""";

    private final OrganizationEvents events;
    private final Clock clock;

    Organizations(OrganizationEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Takes a person out of all organizations, before their profile goes. */
    public Uni<Void> leaveAll(SqlConnection transaction, UUID accountId) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var who = Tuple.of(accountId);
        return transaction
                .preparedQuery(TAKE_TURNS)
                .execute(who)
                .chain(() -> transaction.preparedQuery(ENTER).execute(who))
                .chain(() -> tell(transaction, APPOINT_HEIRS, Tuple.of(accountId, now), Organizations::changed))
                .chain(() -> tell(transaction, LEAVE_SHARED, who, Organizations::removed))
                // From here on they belong only to those that have nobody else.
                .chain(() -> tell(transaction, LIST_OWN, who, Organizations::removed))
                .chain(() -> tell(transaction, DELETE_OWN, who, row -> News.deleted(row.getUUID("id"))));
    }

    /** Withdraws the invitations to somebody who is gone: to addresses that were theirs, until that time. */
    public Uni<Void> withdrawTo(SqlConnection transaction, List<String> addresses, Instant until) {
        var values = Tuple.of(addresses.toArray(String[]::new), until.atOffset(ZoneOffset.UTC));
        return tell(transaction, WITHDRAW_TO, values, Organizations::withdrawn);
    }

    /** Carries a statement out and tells of each row that it yields. */
    private Uni<Void> tell(SqlConnection transaction, String sql, Tuple values, Function<Row, News> toNews) {
        return transaction.preparedQuery(sql).execute(values).chain(rows -> tell(transaction, rows, toNews));
    }

    private Uni<Void> tell(SqlConnection transaction, RowSet<Row> rows, Function<Row, News> toNews) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> events.tell(transaction, toNews.apply(row)))
                .onItem()
                .ignoreAsUni();
    }

    private static News changed(Row row) {
        return News.changed(membership(row));
    }

    private static News removed(Row row) {
        return News.removed(membership(row));
    }

    private static News withdrawn(Row row) {
        var invitation = new Invitation();
        invitation.id = row.getUUID("id");
        invitation.organizationId = row.getUUID("organization_id");
        return News.withdrawn(invitation);
    }

    private static Membership membership(Row row) {
        var membership = new Membership();
        membership.id = row.getUUID("id");
        membership.organizationId = row.getUUID("organization_id");
        membership.accountId = row.getUUID("account_id");
        membership.role = row.getString("role");
        return membership;
    }
}
