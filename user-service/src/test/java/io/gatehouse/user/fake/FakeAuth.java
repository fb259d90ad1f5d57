package io.gatehouse.user.fake;

import io.gatehouse.local.test.FakeAuthService;
import io.vertx.core.http.HttpServerRequest;

/** The stand-in for auth-service, which mails invitations and tells of people as well. */
public final class FakeAuth extends FakeAuthService {

    private final FakeInvitations invitations = new FakeInvitations();
    private final FakePeople people = new FakePeople(erasures());

    public FakeInvitations invitations() {
        return invitations;
    }

    public FakePeople people() {
        return people;
    }

    @Override
    public void recover() {
        super.recover();
        invitations.answerWith(200);
        people.recover();
    }

    @Override
    protected void answerService(HttpServerRequest request) {
        if (request.path().startsWith("/internal/v1/invitations/")) {
            invitations.answer(request);
        } else if (people.answers(request)) {
            people.answer(request);
        } else {
            super.answerService(request);
        }
    }
}
