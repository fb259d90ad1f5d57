package io.gatehouse.gateway.tls;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Singleton;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jboss.logging.Logger;

/** The certificate that the public port shows, now and after it was renewed. */
@Singleton
public class ServerCertificates {

    private static final Logger LOG = Logger.getLogger(ServerCertificates.class);
    private static final String NAME = "gateway";

    private final Vertx vertx;
    private final TlsConfig config;
    private final TlsMetrics metrics;
    private final TlsConfiguration tls;
    private final RenewableKeys keys = new RenewableKeys();
    private volatile KeyCertOptions shown;
    private volatile String told;

    ServerCertificates(Vertx vertx, TlsConfig config, TlsMetrics metrics, TlsConfigurationRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
        this.tls = registry.get(NAME)
                .filter(found -> found.getKeyStoreOptions() != null)
                .orElse(null);
    }

    /** Whether the port speaks TLS at all. */
    public boolean arePresent() {
        return tls != null;
    }

    /** Sets what the port shows, also after it was renewed. */
    public void configure(HttpServerOptions options) {
        try {
            show(tls.getKeyStoreOptions());
        } catch (Exception unusable) {
            throw new ConfigurationException(
                    "Not started: the certificate of the public port cannot be used: " + unusable.getMessage());
        }
        TlsConfigUtils.configure(options, tls);
        options.setKeyCertOptions(KeyCertOptions.wrap(keys));
    }

    /** From now on looks for renewed files. What cannot be used is told, and what is shown goes on being shown. */
    public void watch() {
        vertx.setPeriodic(config.checkInterval().toMillis(), _ -> vertx.executeBlocking(this::look)
                .onFailure(this::refused));
    }

    // The files may be changed one after the other: then they fit the next time.
    private Void look() throws Exception {
        if (!tls.reload()) {
            throw new IllegalStateException("its files cannot be read as certificate and key");
        }
        if (!tls.getKeyStoreOptions().equals(shown)) {
            show(tls.getKeyStoreOptions());
            metrics.renewed();
        }
        told = null;
        return null;
    }

    private void show(KeyCertOptions options) throws Exception {
        var found = (X509ExtendedKeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
        var certificate = KeyPairCheck.check(found);
        keys.replace(found);
        shown = options;
        metrics.shows(certificate);
        LOG.infof(
                "The public port shows the certificate of %s, valid until %s",
                certificate.getSubjectX500Principal(), KeyPairCheck.end(certificate));
    }

    private void refused(Throwable cause) {
        metrics.refused();
        var reason = String.valueOf(cause.getMessage());
        // Once, not each time that it is looked at.
        if (!reason.equals(told)) {
            told = reason;
            LOG.errorf(
                    "The renewed certificate of the public port is not used, the one before it still is: %s", reason);
        }
    }
}
