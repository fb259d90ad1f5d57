package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Installed;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** nginx of the distribution, as the upstream and as a peer. */
final class Nginx {

    static final String NAME = "nginx";

    private Nginx() {}

    static Contestant on(Testbed testbed) throws IOException {
        var installed = Installed.require(NAME);
        var port = testbed.port(1);
        return new Contestant(
                program(installed, NAME, testbed, port),
                port,
                testbed.tlsPort(1),
                EnumSet.of(
                        GatewayCase.PLAIN, GatewayCase.REFUSED, GatewayCase.POST, GatewayCase.TLS, GatewayCase.HTTP2),
                installed.version("-v"));
    }

    static Program upstream(Installed installed, Testbed testbed) {
        return program(installed, "upstream", testbed, testbed.upstreamPort());
    }

    private static Program program(Installed installed, String name, Testbed testbed, int port) {
        var folder = testbed.folder(name);
        var values = Map.of(
                "port",
                port,
                "tls-port",
                testbed.tlsPort(1),
                "certificate",
                testbed.keys().certificateFile(),
                "key",
                testbed.keys().keyFile(),
                "upstream",
                testbed.upstreamPort(),
                "listen",
                testbed.upstreamPorts().stream()
                        .map("listen 127.0.0.1:%d;"::formatted)
                        .collect(Collectors.joining(" ")),
                "folder",
                folder);
        var configuration = testbed.filled(name + ".conf", folder, values);
        return new Program(
                name,
                List.of(
                        installed.file().toString(),
                        "-e",
                        "stderr",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString()),
                Map.of(),
                folder,
                testbed.folders().log(name),
                StopSignal.TERM);
    }
}
