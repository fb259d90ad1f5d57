package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.contracts.user.Visibility;
import io.gatehouse.kit.viewer.Access;
import io.gatehouse.kit.viewer.Viewer;
import java.time.Instant;
import java.util.UUID;

/** A profile as it is at one moment, and what of it is shown to whom. */
public record ProfileSnapshot(UUID id, UpdateUserRequest fields, long version, Instant createdAt, Instant updatedAt) {

    /** Whether this profile is there for the viewer. */
    public boolean isVisibleTo(Viewer viewer) {
        return viewer.seesAllOf(id) || isFor(viewer, fields.visibility().displayName());
    }

    /** The profile as the viewer sees it. */
    public UserResponse seenBy(Viewer viewer) {
        return viewer.seesAllOf(id) ? whole() : partFor(viewer);
    }

    private UserResponse whole() {
        return new UserResponse(
                id,
                fields.displayName(),
                fields.givenName(),
                fields.familyName(),
                fields.locale(),
                fields.timeZone(),
                fields.avatarUrl(),
                fields.bio(),
                fields.phone(),
                fields.attributes(),
                fields.visibility(),
                createdAt,
                updatedAt,
                version);
    }

    private UserResponse partFor(Viewer viewer) {
        var visibility = fields.visibility();
        return new UserResponse(
                id,
                shown(viewer, visibility.displayName(), fields.displayName()),
                shown(viewer, visibility.givenName(), fields.givenName()),
                shown(viewer, visibility.familyName(), fields.familyName()),
                shown(viewer, visibility.locale(), fields.locale()),
                shown(viewer, visibility.timeZone(), fields.timeZone()),
                shown(viewer, visibility.avatarUrl(), fields.avatarUrl()),
                shown(viewer, visibility.bio(), fields.bio()),
                shown(viewer, visibility.phone(), fields.phone()),
                shown(viewer, visibility.attributes(), fields.attributes()),
                null,
                createdAt,
                null,
                null);
    }

    private static <T> T shown(Viewer viewer, Visibility visibility, T value) {
        return isFor(viewer, visibility) ? value : null;
    }

    private static boolean isFor(Viewer viewer, Visibility visibility) {
        return switch (visibility) {
            case PRIVATE -> false;
            case MEMBERS -> viewer.access() != Access.PUBLIC;
            case PUBLIC -> true;
        };
    }
}
