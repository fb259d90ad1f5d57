package io.gatehouse.gateway.tls;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the two files that operators name the key store of the TLS configuration {@code gateway}. Without them there is none:
 * the property itself could not be left empty.
 */
public final class TlsSettings implements ConfigSourceFactory {

    private static final String CERTIFICATE = "GATEHOUSE_TLS_CERTIFICATE";
    private static final String KEY = "GATEHOUSE_TLS_KEY";
    private static final String KEY_STORE = "quarkus.tls.gateway.key-store.pem.public.";

    // Above application.properties, beneath what the environment says of the same property.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        refuseRenegotiation();
        var certificate = path(context, CERTIFICATE);
        var key = path(context, KEY);
        if (certificate == null && key == null) {
            return List.of();
        }
        if (certificate == null || key == null) {
            throw new ConfigurationException("Not started: of " + CERTIFICATE + " and " + KEY + " only "
                    + (key == null ? CERTIFICATE : KEY) + " is set; TLS needs both.");
        }
        check(CERTIFICATE, certificate, "CERTIFICATE-----");
        check(KEY, key, "PRIVATE KEY-----");
        return List.of(new PropertiesConfigSource(
                Map.of(KEY_STORE + "cert", certificate, KEY_STORE + "key", key), "TLS of the public port", ORDINAL));
    }

    // A client of TLS 1.2 could have one connection shake hands for ever, which no limit counts; HTTP/2
    // forbids it (RFC 9113 section 9.2.1). The JDK looks at it once, before its first handshake.
    private static void refuseRenegotiation() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private static String path(ConfigSourceContext context, String name) {
        var value = context.getValue(name).getValue();
        return value == null || value.isBlank() ? null : value;
    }

    private static void check(String name, String file, String mark) {
        try {
            if (!Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).contains(mark)) {
                throw new ConfigurationException(
                        "Not started: " + name + " names " + file + ", in which there is nothing of the kind in PEM.");
            }
        } catch (IOException unreadable) {
            throw new ConfigurationException("Not started: " + name + " names " + file + ", which cannot be read.");
        }
    }
}
