package io.gatehouse.local.server;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** An SMTP server that sends nothing on and keeps every mail as a file in an {@link Inbox}. */
public final class EmbeddedSmtp {

    private final GreenMail server;
    private final Inbox inbox;

    private EmbeddedSmtp(GreenMail server, Inbox inbox) {
        this.server = server;
        this.inbox = inbox;
    }

    /** Starts the server; port 0 takes any free one. */
    public static EmbeddedSmtp start(int port, Inbox inbox) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        var users = server.getUserManager();
        users.setMessageDeliveryHandler((message, recipient) -> {
            inbox.keep(message.getMessage(), recipient.getEmail());
            return mailboxOf(server, recipient.getEmail());
        });
        try {
            server.start();
        } catch (IllegalStateException failure) {
            throw new ServerFailedException("The SMTP inbox did not start on port " + port, failure);
        }
        return new EmbeddedSmtp(server, inbox);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    public Inbox inbox() {
        return inbox;
    }

    public void stop() {
        server.stop();
    }

    private static GreenMailUser mailboxOf(GreenMail server, String address) throws UserException {
        var users = server.getUserManager();
        var known = users.getUserByEmail(address);
        return known == null ? users.createUser(address, address, "") : known;
    }
}
