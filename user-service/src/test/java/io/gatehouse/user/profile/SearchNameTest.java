package io.gatehouse.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace,ada lovelace",
        "José García,jose garcia",
        "JOSE\u0301,jose",
        "Ångström,angstrom",
        "Straße,strasse",
        "STRASSE,strasse",
        "ΟΔΥΣΣΕΥΣ,οδυσσευσ",
        "Ὀδυσσεύς,οδυσσευσ",
        "Владимир,владимир",
        "İstanbul,istanbul",
        "ﬁnn,finn",
        "Ａｄａ,ada",
        "'  Ada\u00A0\u3000 L. ','ada l. '",
        "田中,田中"
    })
    void leavesOutWhatPeopleDoNotType(String name, String found) {
        assertThat(SearchName.of(name)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "ΟΔΥΣΣΕΥΣ ΣΑΣ", "Straße", "ﷺ", "\uD83D\uDE80 rocket"})
    void beginningOfANameIsFoundByTheBeginningOfWhatIsTyped(String name) {
        for (var end = 1; end <= name.length(); end++) {
            if (!Character.isHighSurrogate(name.charAt(end - 1))) {
                assertThat(SearchName.of(name)).startsWith(SearchName.of(name.substring(0, end)));
            }
        }
    }

    @Test
    void staysShortEnoughForAnIndex() {
        assertThat(SearchName.of("ﷺ".repeat(80)).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(240);
    }

    @Test
    void cutsNoCharacterInTwo() {
        var cut = SearchName.of("x" + "\uD83D\uDE80".repeat(40));

        assertThat(cut).hasSize(79);
        assertThat(Character.isLowSurrogate(cut.charAt(78))).isTrue();
    }
}
