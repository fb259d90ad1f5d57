package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.FastSender;
import io.gatehouse.bench.measure.H2Load;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.local.test.ServerKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;

/** What the requests of each case are sent with. */
final class Tools implements AutoCloseable {

    private final Optional<FastSender> fast;
    private final SteadySender clear = new SteadySender();
    private final SteadySender tls;
    private final SteadySender http2;

    /** @param fast for HTTP/1.1; where there is none nothing is measured */
    Tools(Optional<FastSender> fast, ServerKeys keys) {
        this.fast = fast;
        this.tls = over(HttpClient.Version.HTTP_1_1, keys);
        this.http2 = over(HttpClient.Version.HTTP_2, keys);
    }

    SteadySender steady(GatewayCase kind) {
        return switch (kind) {
            case TLS -> tls;
            case HTTP2 -> http2;
            default -> clear;
        };
    }

    Equipment equipment(GatewayCase kind, ProcessHandle redis) {
        return new Equipment(
                kind == GatewayCase.HTTP2 ? fast.flatMap(_ -> H2Load.find()) : fast,
                steady(kind),
                Map.of("redis", redis),
                Optional.empty());
    }

    /** Whether there is what it takes. */
    boolean canSend(GatewayCase kind) {
        return kind != GatewayCase.HTTP2 || fast.isEmpty() || H2Load.find().isPresent();
    }

    @Override
    public void close() {
        clear.close();
        tls.close();
        http2.close();
    }

    private static SteadySender over(HttpClient.Version version, ServerKeys keys) {
        try {
            return new SteadySender(HttpClient.newBuilder()
                    .version(version)
                    .sslContext(keys.trust())
                    .build());
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
