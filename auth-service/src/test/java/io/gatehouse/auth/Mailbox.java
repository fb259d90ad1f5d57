package io.gatehouse.auth;

import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.SmtpTestResource;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The mail of one address, as its owner reads it. */
public final class Mailbox {

    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{43})");
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{4} [0-9]{4})\\b");

    private Mailbox() {}

    public static List<Mail> of(String address) {
        return SmtpTestResource.inbox().mailsTo(address);
    }

    /** The newest mail, once there are so many. */
    public static Mail await(String address, int mails) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> of(address).size() >= mails);
        return of(address).getLast();
    }

    public static String token(Mail mail) {
        return find(TOKEN, mail);
    }

    public static String code(Mail mail) {
        return find(CODE, mail);
    }

    private static String find(Pattern pattern, Mail mail) {
        var matcher = pattern.matcher(mail.text());
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern + " in " + mail.subject());
        }
        return matcher.group(1);
    }
}
