package io.gatehouse.user.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.Modifier;
import java.util.Map;

/** Starts the stand-in, and hands it to the test's field of that type. */
public final class FakeAuthResource implements QuarkusTestResourceLifecycleManager {

    private final FakeAuth auth = new FakeAuth();

    @Override
    public Map<String, String> start() {
        auth.up();
        return Map.of("GATEHOUSE_AUTH_URL", auth.url());
    }

    @Override
    public void inject(TestInjector fields) {
        // A final field is a test's own stand-in.
        fields.injectIntoFields(
                auth, field -> field.getType() == FakeAuth.class && !Modifier.isFinal(field.getModifiers()));
    }

    @Override
    public void stop() {
        auth.close();
    }
}
