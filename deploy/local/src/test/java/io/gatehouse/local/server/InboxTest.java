package io.gatehouse.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    @TempDir
    Path folder;

    private EmbeddedSmtp smtp;

    @BeforeEach
    void start() {
        smtp = EmbeddedSmtp.start(0, new Inbox(folder));
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    @Test
    void mailThatWasSentIsKeptWithItsLinksAndCodes() throws Exception {
        send(
                "ada@example.com",
                "Welcome, Ada",
                "Click http://localhost:8080/verify?token=abc or\nhttps://example.com/.\n\n1234 5678\n\nSince 2020 1999");

        var mails = new Inbox(folder).mailsTo("ADA@example.com");

        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Welcome, Ada");
            assertThat(mail.from()).isEqualTo("gatehouse@example.com");
            assertThat(mail.links()).containsExactly("http://localhost:8080/verify?token=abc", "https://example.com/");
            assertThat(mail.codes()).containsExactly("1234 5678");
        });
    }

    @Test
    void inboxWithoutMailIsEmpty() {
        assertThat(new Inbox(folder.resolve("nowhere")).mails()).isEmpty();
    }

    private void send(String to, String subject, String text) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtp.port()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("gatehouse@example.com");
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setText(text);
        Transport.send(message);
    }
}
