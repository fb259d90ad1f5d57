package io.gatehouse.auth.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What we write to people about, and the data that its words may use. */
enum MailKind {
    WELCOME("displayName?"),
    VERIFY_EMAIL("displayName? link code expiresInMinutes expiresInHours?"),
    ALREADY_REGISTERED("link"),
    CHANGE_EMAIL("link code expiresInMinutes expiresInHours?"),
    EMAIL_CHANGED("newEmailHint"),
    RESET_PASSWORD("link code expiresInMinutes expiresInHours?"),
    PASSWORD_CHANGED("time? device? address?"),
    NEW_DEVICE("time? device? address?"),
    MFA_ACTIVATED("time? device? address?"),
    MFA_REMOVED("time? device? address?"),
    RECOVERY_CODES_REPLACED("time? device? address?"),
    RECOVERY_CODE_USED("time? device? address?"),
    SESSION_ENDED(""),
    INVITATION("displayName? link code expiresInDays"),
    ORGANIZATION_INVITATION("organization? link expiresOn"),
    ERASURE_REQUESTED("dueOn"),
    ERASURE_CANCELLED(""),
    ACCOUNT_ERASED("");

    /** Beside the data of its kind, every mail knows what it is sent for and in which language. */
    static final List<String> ALWAYS = List.of("product", "language");

    private static final String OPTIONAL = "?";

    /** The name of its files, and under which it is queued. */
    final String wire = name().toLowerCase(Locale.ROOT);

    private final String fields;

    MailKind(String fields) {
        this.fields = fields;
    }

    static Optional<MailKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }

    List<String> required() {
        return named().filter(field -> !field.endsWith(OPTIONAL)).toList();
    }

    /** Fields that may be empty. */
    List<String> optional() {
        return named().filter(field -> field.endsWith(OPTIONAL))
                .map(field -> field.substring(0, field.length() - OPTIONAL.length()))
                .toList();
    }

    private Stream<String> named() {
        return Arrays.stream(fields.split(" ")).filter(field -> !field.isEmpty());
    }
}
