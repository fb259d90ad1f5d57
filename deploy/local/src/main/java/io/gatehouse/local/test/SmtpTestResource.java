package io.gatehouse.local.test;

import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An SMTP server for the service under test. */
public final class SmtpTestResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedSmtp server;

    @Override
    public Map<String, String> start() {
        server = EmbeddedSmtp.start(FreePort.ofThisJvm("smtp"), inbox());
        return Map.of("GATEHOUSE_SMTP_HOST", "127.0.0.1", "GATEHOUSE_SMTP_PORT", Integer.toString(server.port()));
    }

    /** Also called when another resource failed before this one could start. */
    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** What the service has sent. */
    public static Inbox inbox() {
        return new Inbox(TestFolders.ofThisJvm().mail());
    }
}
