package io.gatehouse.user.viewer;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.viewer.Access;
import io.gatehouse.kit.viewer.Viewer;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Set;

/** Knows as whom the request in hand looks. */
@Singleton
public class Viewers {

    private static final String READ = "users:read";
    private static final String WRITE = "users:write";

    private final CurrentIdentity caller;
    private final Set<String> readRoles;
    private final Set<String> writeRoles;

    Viewers(CurrentIdentity caller, ViewerConfig config) {
        this.caller = caller;
        this.readRoles = config.readRoles().orElse(Set.of());
        this.writeRoles = config.writeRoles().orElse(Set.of());
    }

    /** Whoever asks; {@code forbidden} for a service without a scope for people. */
    public Viewer current() {
        var identity = caller.get();
        var access = access(identity);
        if (access == Access.PUBLIC) {
            throw new ApiException(ErrorCode.FORBIDDEN);
        }
        return new Viewer(access, identity.accountId());
    }

    /** The person who asks; {@code forbidden} for a service that speaks for itself. */
    public Viewer person() {
        var identity = caller.person();
        return new Viewer(access(identity), identity.accountId());
    }

    private Access access(Identity identity) {
        if (has(identity, WRITE, writeRoles)) {
            return Access.WRITE;
        }
        if (has(identity, READ, readRoles)) {
            return Access.READ;
        }
        return identity.isPerson() ? Access.MEMBER : Access.PUBLIC;
    }

    // The scope of a person's token says what their client may do for them, not what they may do themselves.
    private static boolean has(Identity identity, String scope, Set<String> roles) {
        return identity.isPerson()
                ? !Collections.disjoint(identity.groups(), roles)
                : identity.scopes().contains(scope);
    }
}
