package io.gatehouse.gateway.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedCodingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "gzip, deflate, br, zstd ! BROTLI",
                "gzip, deflate ! GZIP",
                "GZIP ! GZIP",
                "x-gzip ! GZIP",
                "br;q=0.5, gzip ! GZIP",
                "br;q=0.5, gzip;q=0.5 ! BROTLI",
                "br;q=0.8, gzip;q=0.9, identity ! IDENTITY",
                "gzip;q=0.001 ! GZIP",
                "gzip;q=0 ! IDENTITY",
                "gzip;q=0, * ! BROTLI",
                "* ! BROTLI",
                "*;q=0 ! IDENTITY",
                "*;q=0, gzip;q=0.1 ! GZIP",
                "identity ! IDENTITY",
                "identity;q=0.5, gzip;q=0.5 ! GZIP",
                "gzip;q=1.5 ! IDENTITY",
                "gzip;q=NaN ! IDENTITY",
                "gzip;q=1e0 ! IDENTITY",
                "gzip;level=1 ! IDENTITY",
                "gzip; Q=0.3 ! GZIP",
                "gzipped ! IDENTITY",
                "'' ! IDENTITY"
            })
    void bestIsTheOneLikedMost(String field, Coding best) {
        assertThat(AcceptedCodings.parse(List.of(field)).best(true)).isEqualTo(best);
    }

    @ParameterizedTest
    @CsvSource({"br, IDENTITY", "'br, gzip;q=0.1', GZIP", "*, GZIP"})
    void withoutItsLibraryBrotliIsNotOffered(String field, Coding best) {
        assertThat(AcceptedCodings.parse(List.of(field)).best(false)).isEqualTo(best);
    }

    @ParameterizedTest
    @CsvSource({"identity;q=0, true", "*;q=0, true", "'*;q=0, identity;q=0.1', false", "gzip, false", "identity, false"
    })
    void identityIsRefusedByName(String field, boolean refused) {
        assertThat(AcceptedCodings.parse(List.of(field)).refusesIdentity()).isEqualTo(refused);
    }

    @Property
    void nothingIsUnreadable(@ForAll String field) {
        var accepted = AcceptedCodings.parse(List.of(field));

        assertThat(accepted.gzip()).isBetween(0f, 1f);
        assertThat(accepted.brotli()).isBetween(0f, 1f);
        assertThat(accepted.identity()).isBetween(0f, 1f);
    }
}
