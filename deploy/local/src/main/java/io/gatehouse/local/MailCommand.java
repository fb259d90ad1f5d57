package io.gatehouse.local;

import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.server.Mail;

/** Shows what was sent, newest last, with the links to click and the codes to type. */
final class MailCommand {

    private final Home home;

    MailCommand(Home home) {
        this.home = home;
    }

    int run() {
        var mails = new Inbox(home.state().mail()).mails();
        if (mails.isEmpty()) {
            Console.say("No mail yet. It will be kept in " + home.state().mail());
        }
        mails.forEach(MailCommand::show);
        return 0;
    }

    private static void show(Mail mail) {
        Console.say(mail.sentAt() + "  " + mail.subject());
        Console.say("  from " + mail.from() + "  to " + mail.to());
        mail.links().forEach(link -> Console.say("  " + link));
        mail.codes().forEach(code -> Console.say("  code " + code));
    }
}
