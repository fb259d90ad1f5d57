package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StorageTest {

    private static final Terms TERMS = new Terms(0, 60_000, false, false, true, 0, 0);

    @Test
    void memoryIsBounded() {
        var evicted = new AtomicInteger();
        var storage = new Storage(100_000, evicted::incrementAndGet);

        for (int i = 0; i < 1_000; i++) {
            storage.put(key("/" + i), response(Map.of(), 10_000));
        }

        assertThat(storage.bytes()).isLessThanOrEqualTo(100_000);
        assertThat(storage.entries()).isBetween(1L, 10L);
        assertThat(evicted.get()).isGreaterThanOrEqualTo(990);
    }

    @Test
    void variantsOfOneResourceAreBounded() {
        var storage = new Storage(10_000_000, () -> {});

        for (int i = 0; i < 100; i++) {
            storage.put(key("/"), response(Map.of("accept-language", Integer.toString(i)), 1_000));
        }

        assertThat(storage.bytes()).isLessThan(16 * 2_000);
        assertThat(storage.find(key("/"), "route", request("99"))).isNotNull();
        assertThat(storage.find(key("/"), "route", request("0"))).isNull();
    }

    @Test
    void whatClientsChooseIsWeighed() {
        var text = "x".repeat(10_000);
        var storage = new Storage(1_000_000, () -> {});

        storage.put(new ResourceKey("things", "https", text, text), response(Map.of("accept", text), 1));

        assertThat(storage.bytes()).isGreaterThanOrEqualTo(3L * text.length());
    }

    @Test
    void responseOfAnotherRouteIsNotUsed() {
        var storage = new Storage(10_000_000, () -> {});

        storage.put(key("/"), response(Map.of(), 10));

        assertThat(storage.find(key("/"), "other", request(""))).isNull();
    }

    private static ResourceKey key(String target) {
        return new ResourceKey("things", "https", "api.example.com", target);
    }

    private static MultiMap request(String language) {
        return MultiMap.caseInsensitiveMultiMap().add("Accept-Language", language);
    }

    private static StoredResponse response(Map<String, String> fields, int size) {
        return new StoredResponse(new Variation("route", fields), 200, List.of(), Buffer.buffer(new byte[size]), TERMS);
    }
}
