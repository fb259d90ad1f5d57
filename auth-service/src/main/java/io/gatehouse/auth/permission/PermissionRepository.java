package io.gatehouse.auth.permission;

import static java.util.stream.Collectors.toCollection;

import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
class PermissionRepository {

    private static final String LIST = """
            SELECT role.name, role.permissions
            FROM account
            JOIN account_role ON account_role.account_id = account.id
            JOIN role ON role.name = account_role.role
            WHERE account.id = $1
            """;

    /** An access token outlives the session it was issued to; what it may do here does not. */
    private static final String LIST_IN_SESSION = LIST + """
              AND account.status = 'active'
              AND EXISTS (
                  SELECT 1 FROM session
                  WHERE session.id = $2 AND account_id = $1 AND ended_at IS NULL AND expires_at > now()
              )
            """;

    /** May do everything, whatever is added later; so there is always somebody who can mend the other roles. */
    private static final String ADMIN = "admin";

    private final Statements statements;

    PermissionRepository(Statements statements) {
        this.statements = statements;
    }

    /** What the account's roles allow, also while it is disabled. */
    Uni<Set<Permission>> listOf(UUID accountId) {
        return list(LIST, Tuple.of(accountId));
    }

    /** What may be done in the session at this moment; nothing where it has ended or the account is disabled. */
    Uni<Set<Permission>> listIn(UUID sessionId, UUID accountId) {
        return list(LIST_IN_SESSION, Tuple.of(accountId, sessionId));
    }

    private Uni<Set<Permission>> list(String sql, Tuple values) {
        return statements.list(sql, values, PermissionRepository::toGrant).map(PermissionRepository::union);
    }

    private static Grant toGrant(Row row) {
        return new Grant(row.getString("name"), List.of(row.getArrayOfStrings("permissions")));
    }

    private static Set<Permission> union(List<Grant> grants) {
        if (grants.stream().anyMatch(grant -> grant.role().equals(ADMIN))) {
            return EnumSet.allOf(Permission.class);
        }
        return grants.stream()
                .flatMap(grant -> grant.permissions().stream())
                .map(Permission::of)
                // Unknown to this version where a newer one runs beside it.
                .flatMap(Optional::stream)
                .collect(toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    /** What a role allows. */
    private record Grant(String role, List<String> permissions) {}
}
