package io.gatehouse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("192.168.1.128/25"), Cidr.parse("fd00::/8")));

    @ParameterizedTest
    @CsvSource({
        "10.255.0.1, true",
        "11.0.0.1, false",
        "192.168.1.128, true",
        "192.168.1.127, false",
        "fdff::1, true",
        "fe00::1, false",
        "::ffff:10.1.1.1, true"
    })
    void networkIsMatchedByItsPrefix(String address, boolean trusted) {
        assertThat(proxies.trusts(InetAddress.ofLiteral(address))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4  | 9.9.9.9             | 1.2.3.4",
                "10.0.0.1 | 9.9.9.9             | 9.9.9.9",
                "10.0.0.1 | 6.6.6.6, 9.9.9.9    | 9.9.9.9",
                "10.0.0.1 | 6.6.6.6, 9.9.9.9, 10.0.0.2 | 9.9.9.9",
                "10.0.0.1 | 10.0.0.3, 10.0.0.2  | 10.0.0.3",
                "10.0.0.1 | localhost           | 10.0.0.1",
                "10.0.0.1 | 9.9.9.9, evil.example, 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | 9.9.9.9:4711        | 9.9.9.9",
                "10.0.0.1 | '[2001:db8::7]:80'  | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | 2001:db8::7         | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | ''                  | 10.0.0.1"
            })
    void clientIsTheRightmostThatIsNoProxy(String peer, String forwardedFor, String client) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", forwardedFor);

        assertThat(proxies.client(InetAddress.ofLiteral(peer), headers).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void manyLinesAreOneList() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "6.6.6.6")
                .add("X-Forwarded-For", "9.9.9.9");

        assertThat(proxies.client(InetAddress.ofLiteral("10.0.0.1"), headers).getHostAddress())
                .isEqualTo("9.9.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "example.com/8", "10.0.0.0/x", ""})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage("'" + text + "' is no network such as 10.0.0.0/8");
    }
}
