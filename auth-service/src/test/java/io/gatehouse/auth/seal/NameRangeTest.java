package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRangeTest {

    private static final List<NameRange> RANGES = NameRange.without(List.of(name(200), name(7)));

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "6, true",
        "7, false",
        "8, true",
        "127, true",
        "128, true",
        "200, false",
        "201, true",
        "255, true"
    })
    void everyNameIsInOneRangeButThoseLeftOut(int first, boolean found) {
        var name = name(first);

        assertThat(RANGES.stream().filter(range -> isIn(range, name)).count()).isEqualTo(found ? 1 : 0);
    }

    private static boolean isIn(NameRange range, byte[] name) {
        return Arrays.compareUnsigned(name, range.above()) > 0 && Arrays.compareUnsigned(name, range.below()) < 0;
    }

    private static byte[] name(int first) {
        var name = new byte[NamedKey.NAME];
        Arrays.fill(name, (byte) first);
        return name;
    }
}
