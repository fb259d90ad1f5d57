package io.gatehouse.user.organization;

/** What only some members may do. Seeing the organization and its members, and leaving it, all may. */
enum Right {
    CHANGE,
    DELETE,
    /** See, make and withdraw invitations, up to one's own role. */
    INVITE,
    /** Give members other roles, and remove them, up to one's own role. */
    MANAGE_MEMBERS,
    SEE_HISTORY
}
