package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "max-age=60 ! private, max-age=60",
                "max-age=60, S-MaxAge=5, stale-if-error=9 ! private, max-age=60, stale-if-error=9",
                "Public,max-age=60,  s-maxage=600 ! private, max-age=60",
                "private ! private",
                "private=\"x, y\", no-transform ! private, no-transform",
                "no-store ! private, no-store",
                "no-cache=\"a, public\", x=\"b ! private, no-cache=\"a, public\", x=\"b",
                ", , ! private"
            })
    void whatIsSomebodysOwnIsKeptByNobodyElse(String said, String becomes) {
        var response = MultiMap.caseInsensitiveMultiMap()
                .add("Cache-Control", said)
                .add("Cache-Control", "public")
                .add("CDN-Cache-Control", "max-age=60")
                .add("Surrogate-Control", "max-age=60");

        CacheControl.makePrivate(response);

        assertThat(response.getAll("Cache-Control")).containsExactly(becomes);
        assertThat(response.contains("CDN-Cache-Control")).isFalse();
        assertThat(response.contains("Surrogate-Control")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "max-age=60 ! 60",
                "Max-Age=60 ! 60",
                "public , max-age=60 ! 60",
                "max-age=\"60\" ! 60",
                "max-age=99999999999999999999 ! 2147483648",
                "max-age=-1 ! 0",
                "max-age=1.5 ! 0",
                "max-age= ! 0",
                "max-age ! 0",
                "max-age=60, max-age=60 ! 60",
                "max-age=60, max-age=61 ! 0",
                "x=\"max-age=60\" ! -1",
                "x=\"a, max-age=60\" ! -1",
                "x=\"a\\\", max-age=60\" ! -1",
                "x-max-age=60 ! -1",
                "'' ! -1"
            })
    void secondsAreReadOrCountAsNone(String line, long seconds) {
        assertThat(CacheControl.parse(List.of(line)).seconds("max-age")).isEqualTo(seconds);
    }

    @Test
    void linesBelongTogether() {
        var control = CacheControl.parse(List.of("max-age=5", "private=\"x, y\", No-Store"));

        assertThat(control.has("private")).isTrue();
        assertThat(control.has("no-store")).isTrue();
        assertThat(control.has("y")).isFalse();
        assertThat(control.seconds("max-age")).isEqualTo(5);
    }

    @Property
    void nothingIsUnreadable(@ForAll String line) {
        assertThat(CacheControl.parse(List.of(line)).seconds("max-age")).isBetween(-1L, 1L << 31);
    }
}
