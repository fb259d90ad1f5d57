package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.UpdateUserRequest;
import io.vertx.sqlclient.Row;

/** Profiles as rows, for statements of their own. */
public final class ProfileRows {

    /** What a statement selects for {@link #toSnapshot}. */
    public static final String COLUMNS =
            "profile.id, display_name, search_name, given_name, family_name, locale, time_zone, avatar_url,"
                    + " bio, phone, attributes::text, visibility::text, version, created_at, updated_at";

    private ProfileRows() {}

    public static ProfileSnapshot toSnapshot(Row row) {
        return new ProfileSnapshot(
                row.getUUID("id"),
                toFields(row),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static UpdateUserRequest toFields(Row row) {
        return new UpdateUserRequest(
                row.getString("display_name"),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("locale"),
                row.getString("time_zone"),
                row.getString("avatar_url"),
                row.getString("bio"),
                row.getString("phone"),
                StoredFields.attributes(row.getString("attributes")),
                StoredFields.visibility(row.getString("visibility")));
    }
}
