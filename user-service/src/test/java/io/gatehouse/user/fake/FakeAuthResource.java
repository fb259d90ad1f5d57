package io.gatehouse.user.fake;

/** Starts the stand-in of this service. */
public final class FakeAuthResource extends io.gatehouse.local.test.FakeAuthResource {

    public FakeAuthResource() {
        super(new FakeAuth());
    }
}
