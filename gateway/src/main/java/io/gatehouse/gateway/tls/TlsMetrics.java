package io.gatehouse.gateway.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** When the certificate of the public port ends, and what became of its renewals. */
@Singleton
class TlsMetrics {

    private final MeterRegistry registry;
    private volatile Instant end;

    TlsMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** That certificate is shown from now on. */
    void shows(X509Certificate certificate) {
        boolean first = end == null;
        end = KeyPairCheck.end(certificate);
        if (first) {
            Gauge.builder("gatehouse.gateway.tls.certificate.end", () -> end.getEpochSecond())
                    .baseUnit("seconds")
                    .register(registry);
            count("renewed").increment(0);
            count("refused").increment(0);
        }
    }

    void renewed() {
        count("renewed").increment();
    }

    void refused() {
        count("refused").increment();
    }

    private Counter count(String outcome) {
        return Counter.builder("gatehouse.gateway.tls.renewals")
                .tag("outcome", outcome)
                .register(registry);
    }
}
