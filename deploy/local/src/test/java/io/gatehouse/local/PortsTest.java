package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void offsetMovesEveryPort() {
        assertThat(all(new Ports(100)))
                .isEqualTo(all(new Ports(0)).stream().map(port -> port + 100).toList());
    }

    @Test
    void noTwoShareAPort() {
        assertThat(all(new Ports(0))).doesNotHaveDuplicates();
    }

    @Test
    void takenPortIsToldWithItsOwnerAndTheWayOut() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var claims = List.of(new Ports.Claim("gateway", taken.getLocalPort()));

            assertThatThrownBy(() -> new Ports(200).requireFree(claims))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (gateway)")
                    .hasMessageContaining("--port-offset 300");
        }
    }

    @Test
    void portThatTwoOfTheSetWantIsToldWithBoth() throws Exception {
        int port = freePort();
        var claims =
                List.of(new Ports.Claim("user-service", port), new Ports.Claim("gateway, GATEHOUSE_HTTP2_PORT", port));

        assertThatThrownBy(() -> new Ports(0).requireFree(claims))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(
                        "Port " + port + " (gateway, GATEHOUSE_HTTP2_PORT) is taken by user-service of this set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "-1", "65500"})
    void http2AtNoPortIsTold(String port) {
        var settings = Settings.of(Map.of("GATEHOUSE_HTTP2_PORT", port), Path.of("/nowhere"));

        assertThatThrownBy(() -> new Ports(100).http2(settings))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no port");
    }

    @Test
    void exampleNamesAPortThatIsFree() throws Exception {
        var example = Files.readAllLines(Path.of("../../.env.example")).stream()
                .filter(line -> line.startsWith("# GATEHOUSE_HTTP2_PORT="))
                .map(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                .toList();

        assertThat(example).hasSize(1).doesNotContainAnyElementsOf(all(new Ports(0)));
    }

    @Test
    void freePortIsFine() throws Exception {
        int port = freePort();

        assertThatNoException().isThrownBy(() -> new Ports(0).requireFree(List.of(new Ports.Claim("Redis", port))));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<Integer> all(Ports ports) {
        return Stream.concat(
                        ServiceSet.in(Path.of("../..")).all().stream()
                                .flatMap(service -> Stream.of(ports.http(service), ports.management(service))),
                        Stream.of(ports.postgres(), ports.redis(), ports.smtp()))
                .toList();
    }
}
