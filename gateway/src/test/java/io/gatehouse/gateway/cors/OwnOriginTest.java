package io.gatehouse.gateway.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.proxy.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnOriginTest {

    // How the client asked; the origin of a page; whether it is the same one, and whether it is of the same host.
    @ParameterizedTest
    @CsvSource({
        "http,  shop.example,      http://shop.example,              true,  true",
        "http,  Shop.Example:80,   http://shop.example,              true,  true",
        "https, shop.example:443,  https://shop.example,             true,  true",
        "http,  shop.example:8080, http://shop.example:8080,         true,  true",
        "https, shop.example:80,   https://shop.example:80,          true,  true",
        "http,  [2001:db8::1]:80,  http://[2001:db8::1],             true,  true",
        // No browser writes it so.
        "http,  shop.example,      HTTP://Shop.Example:80,           false, true",
        "https, shop.example,      https://shop.example:443,         false, true",
        // As it looks behind a proxy that ends TLS.
        "http,  shop.example,      https://shop.example,             false, true",
        "http,  shop.example:443,  https://shop.example,             false, true",
        "http,  shop.example:8443, https://shop.example:8443,        false, true",
        "https, shop.example,      http://shop.example,              false, false",
        "http,  shop.example:80,   https://shop.example,             false, false",
        "http,  shop.example,      http://shop.example:443,          false, false",
        "http,  shop.example,      http://shop.example:8080,         false, false",
        "http,  shop.example,      http://shop.example.evil.example, false, false",
        "http,  shop.example,      ws://shop.example,                false, false",
        "http,  shop.example,      shop.example,                     false, false",
        "http,  shop.example,      null,                             false, false",
        "http,  ,                  http://shop.example,              false, false"
    })
    void pageIsOfTheSameOriginOrHost(String scheme, String host, String page, boolean origin, boolean sameHost) {
        var own = new OwnOrigin(new Caller("192.0.2.1", scheme, host, false));

        assertThat(own.isSameOrigin(page)).isEqualTo(origin);
        assertThat(own.isSameHost(page)).isEqualTo(sameHost);
    }
}
