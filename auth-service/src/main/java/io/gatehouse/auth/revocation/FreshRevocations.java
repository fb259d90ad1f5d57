package io.gatehouse.auth.revocation;

import jakarta.enterprise.context.RequestScoped;

/** Whether the request in hand has left a revocation, to be told once it has committed. */
@RequestScoped
class FreshRevocations {

    private boolean any;

    void left() {
        any = true;
    }

    boolean any() {
        return any;
    }
}
