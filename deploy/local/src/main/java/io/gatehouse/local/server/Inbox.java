package io.gatehouse.local.server;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/** The mails that were sent, one file each, so that another process or class loader reads them too. */
public final class Inbox {

    private static final String SUFFIX = ".eml";

    private final Path folder;

    public Inbox(Path folder) {
        this.folder = folder;
    }

    /** Every mail so far, oldest first. */
    public List<Mail> mails() {
        return read(SUFFIX);
    }

    /** The mails to one address, oldest first. */
    public List<Mail> mailsTo(String address) {
        return read(suffix(address)).stream()
                .filter(mail -> mail.to().equalsIgnoreCase(address))
                .toList();
    }

    void keep(MimeMessage message, String recipient) throws MessagingException {
        try {
            Files.createDirectories(folder);
            // Sorts by arrival. Readers never see a file that is still being written.
            var name = "%015d-%s".formatted(System.currentTimeMillis(), UUID.randomUUID());
            var draft = folder.resolve(name + ".new");
            try (var out = Files.newOutputStream(draft)) {
                out.write(("X-Envelope-To: " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
                message.writeTo(out);
            }
            Files.move(draft, folder.resolve(name + suffix(recipient)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new MessagingException("the mail could not be stored", failure);
        }
    }

    // Names the recipient by a hash: whoever looks for one address need not open the mails to all others.
    private static String suffix(String recipient) {
        return "-%08x%s".formatted(recipient.toLowerCase(Locale.ROOT).hashCode(), SUFFIX);
    }

    private List<Mail> read(String suffix) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(this::read)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Mail read(Path file) {
        try {
            var message = new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream(Files.readAllBytes(file)));
            return Mail.of(message);
        } catch (IOException | MessagingException failure) {
            throw new IllegalStateException("cannot read the mail " + file, failure);
        }
    }
}
