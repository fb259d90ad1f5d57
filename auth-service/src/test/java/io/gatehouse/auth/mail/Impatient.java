package io.gatehouse.auth.mail;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Minutes pass as tenths of a second, and the SMTP server is the test's own. */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "gatehouse.mail.first-pause", "PT0.2S",
                "gatehouse.mail.longest-pause", "PT0.5S",
                "gatehouse.mail.timeout", "PT3S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(FakeSmtp.class));
    }
}
