package io.gatehouse.auth.mail;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.Optional;

/** The SMTP server that takes the mail. */
@ConfigMapping(prefix = "gatehouse.smtp")
interface SmtpConfig {

    /** Its name or address. */
    String host();

    /** Its port. */
    @WithConverter(Port.class)
    int port();

    /** As whom mail is handed over; without one as nobody. */
    Optional<String> username();

    /** What proves that. */
    Optional<String> password();

    /** Whether TLS begins with the first byte (SMTPS). */
    boolean tls();

    /** Otherwise, whether it begins later: where the server offers it, in any case, or never (RFC 3207). */
    StartTLSOptions startTls();

    /** Certificates (PEM) of whoever vouches for it over TLS; without them those do that the JDK trusts. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> ca();

    /** TCP's. */
    final class Port extends WholeNumber {
        public Port() {
            super(1, 65_535);
        }
    }
}
