package io.gatehouse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final List<Cidr> NETWORKS =
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("192.168.1.128/25"), Cidr.parse("fd00::/8"));

    private final TrustedProxies proxies = new TrustedProxies(NETWORKS, ProxyHeader.X_FORWARDED);
    private final TrustedProxies standard = new TrustedProxies(NETWORKS, ProxyHeader.FORWARDED);

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.2.3.4  | for=9.9.9.9                                   | 1.2.3.4",
                "10.0.0.1 | for=9.9.9.9                                   | 9.9.9.9",
                "10.0.0.1 | For=\"9.9.9.9:4711\";proto=https;by=10.0.0.1   | 9.9.9.9",
                "10.0.0.1 | for=\"[2001:db8::7]:80\"                       | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | for=6.6.6.6, for=9.9.9.9;secret=x , for=10.0.0.2 | 9.9.9.9",
                "10.0.0.1 | for=6.6.6.6,for=_hidden,for=10.0.0.2          | 10.0.0.2",
                "10.0.0.1 | for=6.6.6.6, for=unknown                      | 10.0.0.1",
                "10.0.0.1 | for=6.6.6.6, proto=https                      | 10.0.0.1",
                "10.0.0.1 | for=\"6.6.6.6\", for=\"9.9.9.9                  | 10.0.0.1",
                "10.0.0.1 | for=6.6.6.6;for=9.9.9.9                       | 10.0.0.1",
                "10.0.0.1 | for = 6.6.6.6                                 | 10.0.0.1",
                "10.0.0.1 | 6.6.6.6                                       | 10.0.0.1",
                "10.0.0.1 | for=6.6.6.6;                                  | 10.0.0.1",
                "10.0.0.1 | ``                                            | 10.0.0.1"
            })
    void standardFieldIsReadAlike(String peer, String forwarded, String client) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "6.6.6.6")
                .add("Forwarded", forwarded);

        assertThat(standard.client(InetAddress.ofLiteral(peer), headers).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void schemeAndHostAreThoseOfTheProxyThatSawTheClient() {
        var peer = InetAddress.ofLiteral("10.0.0.1");
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-Proto", "http")
                .add("X-Forwarded-Host", "evil.example")
                .add(
                        "Forwarded",
                        "for=6.6.6.6;proto=http;host=evil.example, for=9.9.9.9;proto=HTTPS;host=\"shop.example:8443\"")
                .add("Forwarded", "for=10.0.0.2;proto=http;host=inner");

        assertThat(standard.scheme(peer, headers)).isEqualTo("https");
        assertThat(standard.host(peer, headers)).isEqualTo("shop.example:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"for=9.9.9.9", "for=9.9.9.9;proto=gopher", "proto=https", "for=9.9.9.9;host=\"a b\"", "host"})
    void whatIsNotToldProperlyIsNotTold(String forwarded) {
        var peer = InetAddress.ofLiteral("10.0.0.1");
        var headers = MultiMap.caseInsensitiveMultiMap().add("Forwarded", forwarded);

        assertThat(standard.scheme(peer, headers)).isNull();
        assertThat(standard.host(peer, headers)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'a;for=', ''", "' ', !", "'\t', '='", "a, '\"'", "'for=a ', 'b'"})
    void longNonsenseIsRefusedQuickly(String part, String end) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Forwarded", "for=a" + part.repeat(12_000 / part.length()) + end);
        long before = processorTime();

        assertThat(standard.client(InetAddress.ofLiteral("10.0.0.1"), headers).getHostAddress())
                .isEqualTo("10.0.0.1");
        // Where each place was tried anew it took minutes.
        assertThat(processorTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.example:8443 | shop.example:8443",
                "[::1] | [::1]",
                "a.example, b.example |",
                "a/b |",
                "me@a |",
                "a b |"
            })
    void hostThatIsNoneIsNotTold(String told, String host) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-Host", told);

        assertThat(proxies.host(InetAddress.ofLiteral("10.0.0.1"), headers)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "example.com/8", "10.0.0.0/x", ""})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage("'" + text + "' is no network such as 10.0.0.0/8");
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
