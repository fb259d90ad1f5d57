package io.gatehouse.kit.viewer;

import java.util.UUID;

/**
 * Who looks.
 *
 * @param accountId the person's account; null where no person looks
 */
public record Viewer(Access access, UUID accountId) {

    /** This service itself. */
    public static final Viewer SYSTEM = new Viewer(Access.SYSTEM, null);

    /** Somebody without an account. */
    public static final Viewer NOBODY = new Viewer(Access.PUBLIC, null);

    /** A person who has signed in. */
    public static Viewer member(UUID accountId) {
        return new Viewer(Access.MEMBER, accountId);
    }

    /** Whether all that this account has is shown, whoever else may see it. */
    public boolean seesAllOf(UUID owner) {
        return access.compareTo(Access.READ) >= 0 || owner.equals(accountId);
    }

    /** Whether others' profiles are shown in full. */
    public boolean seesAll() {
        return access.compareTo(Access.READ) >= 0;
    }

    /** Whether others' profiles may be changed. */
    public boolean changesAll() {
        return access.compareTo(Access.WRITE) >= 0;
    }

    String storedAccount() {
        return accountId == null ? "" : accountId.toString();
    }
}
