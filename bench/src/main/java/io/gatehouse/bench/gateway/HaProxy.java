package io.gatehouse.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.Installed;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** HAProxy of the distribution. It verifies tokens anew each time, and counts in its own memory. */
final class HaProxy {

    private static final String NAME = "haproxy";
    private static final int LINE = 64;

    private HaProxy() {}

    static Contestant on(Testbed testbed, PublicKey key) throws IOException {
        var installed = Installed.require(NAME);
        var folder = testbed.folder(NAME);
        var port = testbed.port(2);
        var pem = Files.writeString(folder.resolve("issuer.pem"), pem(key));
        var configuration = testbed.filled(
                "haproxy.cfg",
                folder,
                Map.of(
                        "port",
                        port,
                        "tls-port",
                        testbed.tlsPort(2),
                        "certificate",
                        certificate(testbed, folder),
                        "upstream",
                        testbed.upstreamPort(),
                        "key",
                        pem,
                        "issuer",
                        Issuer.NAME,
                        "audience",
                        Issuer.AUDIENCE));
        var program = new Program(
                NAME,
                List.of(installed.file().toString(), "-db", "-f", configuration.toString()),
                Map.of(),
                folder,
                testbed.folders().log(NAME),
                StopSignal.TERM);
        return new Contestant(
                program, port, testbed.tlsPort(2), EnumSet.allOf(GatewayCase.class), installed.version("-v"));
    }

    // It wants certificate and key in one file.
    private static Path certificate(Testbed testbed, Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("certificate.pem"),
                Files.readString(testbed.keys().certificateFile())
                        + Files.readString(testbed.keys().keyFile()));
    }

    private static String pem(PublicKey key) {
        var body = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }
}
