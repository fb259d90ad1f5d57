package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void freePortIsFine() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThatNoException().isThrownBy(() -> new Ports(0).requireFree(List.of(new Ports.Claim("Redis", port))));
    }

    private static List<Integer> all(Ports ports) {
        return Stream.concat(
                        ServiceSet.in(Path.of("../..")).all().stream()
                                .flatMap(service -> Stream.of(ports.http(service), ports.management(service))),
                        Stream.of(ports.postgres(), ports.redis(), ports.smtp()))
                .toList();
    }
}
