package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.OrganizationRole;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What which role may do in its organization: this table, and nothing elsewhere. */
final class Rights {

    private static final Map<OrganizationRole, Set<Right>> TABLE = Map.of(
            OrganizationRole.OWNER, EnumSet.allOf(Right.class),
            OrganizationRole.ADMIN, EnumSet.complementOf(EnumSet.of(Right.DELETE)),
            OrganizationRole.MEMBER, EnumSet.noneOf(Right.class));

    private Rights() {}

    /** The role, where there is one; {@code not_found} where there is none: an organization is there for its members alone. */
    static OrganizationRole requireMember(OrganizationRole role) {
        if (role == null) {
            throw new ApiException(NOT_FOUND);
        }
        return role;
    }

    /** The role, where it has the right; {@code forbidden} to members without it. */
    static OrganizationRole require(OrganizationRole role, Right right) {
        if (!TABLE.get(requireMember(role)).contains(right)) {
            throw new ApiException(FORBIDDEN);
        }
        return role;
    }

    /** Whether somebody with a role, or with none any more, may invite others as another. */
    static boolean mayInvite(OrganizationRole own, OrganizationRole other) {
        return own != null && TABLE.get(own).contains(Right.INVITE) && other.compareTo(own) >= 0;
    }

    /** {@code forbidden} where somebody would give or take a role that is above their own. */
    static void requireReach(OrganizationRole own, OrganizationRole other) {
        if (other.compareTo(own) < 0) {
            throw new ApiException(FORBIDDEN);
        }
    }
}
