package io.gatehouse.auth.mail;

import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** An SMTP server of its own for a test that takes it away; handed to the test's field of that type. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

    private final Inbox inbox = new Inbox(Path.of(
            "target", "mail-server", Long.toString(ProcessHandle.current().pid())));

    private EmbeddedSmtp server;
    private int port;

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("GATEHOUSE_SMTP_HOST", "127.0.0.1", "GATEHOUSE_SMTP_PORT", Integer.toString(port));
    }

    @Override
    public int order() {
        return 1; // after the server that the other tests share
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(this, field -> field.getType() == MailServer.class);
    }

    @Override
    public void stop() {
        down();
    }

    /** Listens again, at the port it had before. */
    void up() {
        server = EmbeddedSmtp.start(port, inbox);
        port = server.port();
    }

    /** Breaks every connection and refuses new ones. */
    void down() {
        server.stop();
    }

    Inbox inbox() {
        return inbox;
    }
}
