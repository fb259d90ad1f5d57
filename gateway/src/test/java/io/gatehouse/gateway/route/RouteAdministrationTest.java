package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have the routes file loaded. */
class RouteAdministrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"})
    void whoeverIsHereMayReload(String peer) {
        assertThat(RouteAdministration.isHere(address(peer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.0.1", "169.254.1.1", "fe80::1", "2001:db8::1", "::ffff:10.1.2.3"})
    void nobodyElseMay(String peer) {
        assertThat(RouteAdministration.isHere(address(peer))).isFalse();
    }

    private static SocketAddress address(String peer) {
        return SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000));
    }
}
