package io.gatehouse.local.server;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mail as its reader sees it.
 *
 * @param id its Message-ID: two mails with the same one are the same mail, delivered twice
 */
public record Mail(String id, String from, String to, String subject, Instant sentAt, String text) {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)]");

    /** Alone on its line, as codes are mailed. */
    private static final Pattern CODE = Pattern.compile("(?m)^([0-9]{4} [0-9]{4})\\r?$");

    static Mail of(MimeMessage message) throws MessagingException, IOException {
        var sentAt = message.getSentDate();
        return new Mail(
                message.getMessageID(),
                addresses(message.getFrom()),
                String.join(", ", message.getHeader("X-Envelope-To")),
                message.getSubject() == null ? "" : message.getSubject(),
                sentAt == null ? Instant.EPOCH : sentAt.toInstant(),
                text(message));
    }

    /** What can be clicked, each once. */
    public List<String> links() {
        return LINK.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /** What can be typed instead. */
    public List<String> codes() {
        return CODE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String addresses(Address[] addresses) {
        return addresses == null
                ? ""
                : Stream.of(addresses).map(Address::toString).collect(Collectors.joining(", "));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            var text = new StringBuilder();
            for (var index = 0; index < parts.getCount(); index++) {
                text.append(text(parts.getBodyPart(index)));
            }
            return text.toString();
        }
        return part.getContent() instanceof String text ? text : "";
    }
}
