package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.local.test.ServerKeys;
import io.gatehouse.local.test.TlsFront;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody in the place of the mail server, over TLS. */
@QuarkusTest
class VerifiedSmtpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Vertx vertx;

    @Inject
    MailConfig mail;

    @Inject
    SmtpConfig inClearText;

    @TempDir
    private Path folder;

    private ServerKeys own;
    private ServerKeys elsewhere;
    private Path trusted;

    @BeforeEach
    void makeKeys() throws IOException, GeneralSecurityException {
        own = keys("own", "ip:127.0.0.1");
        elsewhere = keys("elsewhere", "dns:elsewhere.example");
        trusted = Files.writeString(
                folder.resolve("ca.pem"),
                Files.readString(own.certificateFile()) + Files.readString(elsewhere.certificateFile()));
    }

    @Test
    void serverOfThatNameGetsMail() {
        assertThatCode(() -> send(own, Optional.of(trusted))).doesNotThrowAnyException();
    }

    /** It is vouched for, but as somebody else. */
    @Test
    void serverOfAnotherNameGetsNone() {
        assertThatThrownBy(() -> send(elsewhere, Optional.of(trusted))).hasStackTraceContaining("127.0.0.1 found");
    }

    @Test
    void serverThatNobodyVouchesForGetsNone() {
        assertThatThrownBy(() -> send(own, Optional.empty())).hasStackTraceContaining("PKIX");
    }

    private void send(ServerKeys shown, Optional<Path> ca) throws IOException, GeneralSecurityException {
        try (var front = TlsFront.of(inClearText.port(), shown)) {
            var client = new SmtpClient(vertx, new OverTls(front.port(), ca.map(TrustedCertificates::read)), mail);
            try {
                client.send(new MailMessage()
                                .setFrom("gatehouse@example.com")
                                .setTo(freshEmail())
                                .setSubject("Over TLS")
                                .setText("It is."))
                        .await()
                        .atMost(PATIENCE);
            } finally {
                client.stop(new ShutdownEvent());
            }
        }
    }

    private ServerKeys keys(String name, String address) throws IOException, GeneralSecurityException {
        return ServerKeys.make(Files.createDirectories(folder.resolve(name)), address);
    }

    private record OverTls(int port, Optional<TrustedCertificates> ca) implements SmtpConfig {

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public boolean tls() {
            return true;
        }

        @Override
        public StartTLSOptions startTls() {
            return StartTLSOptions.DISABLED;
        }
    }
}
