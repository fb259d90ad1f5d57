package io.gatehouse.user.fake;

import io.gatehouse.local.test.FakeAuthService;
import io.vertx.core.http.HttpServerRequest;

/** The stand-in for auth-service, which mails invitations as well. */
public final class FakeAuth extends FakeAuthService {

    private final FakeInvitations invitations = new FakeInvitations();

    public FakeInvitations invitations() {
        return invitations;
    }

    @Override
    public void recover() {
        super.recover();
        invitations.answerWith(200);
    }

    @Override
    protected void answerService(HttpServerRequest request) {
        if (request.path().startsWith("/internal/v1/invitations/")) {
            invitations.answer(request);
        } else {
            super.answerService(request);
        }
    }
}
