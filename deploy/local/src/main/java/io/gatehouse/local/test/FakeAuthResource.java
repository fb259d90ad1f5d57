package io.gatehouse.local.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.Modifier;
import java.util.Map;

/** Starts the stand-in for auth-service, and hands it to the test's field of that type. */
public class FakeAuthResource implements QuarkusTestResourceLifecycleManager {

    private final FakeAuthService auth;

    public FakeAuthResource() {
        this(new FakeAuthService());
    }

    protected FakeAuthResource(FakeAuthService auth) {
        this.auth = auth;
    }

    @Override
    public Map<String, String> start() {
        auth.up();
        return Map.of("GATEHOUSE_AUTH_URL", auth.url());
    }

    @Override
    public void inject(TestInjector fields) {
        // A final field is a test's own stand-in.
        fields.injectIntoFields(
                auth, field -> field.getType() == auth.getClass() && !Modifier.isFinal(field.getModifiers()));
    }

    @Override
    public void stop() {
        auth.close();
    }
}
