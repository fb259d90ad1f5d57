package io.gatehouse.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    // RFC 7515 appendix A.3.
    private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    private static final String GOOD =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"good\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}";

    @Test
    void aPublicKeyForVerifyingIsUsed() {
        var jwk = with(",\"use\":\"sig\",\"alg\":\"ES256\",\"key_ops\":[\"verify\"],\"ext\":true");

        assertThat(parse(jwk)).containsOnlyKeys("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"use\":\"enc\"",
                ",\"use\":null",
                ",\"key_ops\":[]",
                ",\"key_ops\":[\"sign\"]",
                ",\"key_ops\":\"verify\"",
                ",\"alg\":\"ES384\"",
                ",\"alg\":\"HS256\"",
                ",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\""
            })
    void aKeyForSomethingElseIsNotUsed(String members) {
        assertThat(parse(GOOD, with(members))).containsOnlyKeys("good");
    }

    @ParameterizedTest
    @CsvSource({
        "P-256, P-384",
        "\"EC\", \"RSA\"",
        "\"EC\", \"oct\"",
        X + ", " + Y,
        X + ", AA",
        X + ", ''",
        X + ", AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        X + ", " + X + "=",
        X + ", AH_NziKw9sRdQYPL7m_bS3tYBzM1e-nvE7rPbjx70VRF"
    })
    void aPointThatIsNotOnTheCurveIsNotUsed(String part, String other) {
        assertThat(parse(GOOD, with("").replace(part, other))).containsOnlyKeys("good");
    }

    @Test
    void aKeyWithoutAnIdIsNotUsed() {
        assertThat(parse(GOOD, GOOD.replace("\"kid\":\"good\",", ""))).containsOnlyKeys("good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"keys\":[]}", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[],\"keys\":[]}"})
    void aSetWithoutKeysIsNone(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeySet.parse(json.getBytes(UTF_8)));
    }

    private static String with(String members) {
        return GOOD.replace("good", "other").replace("}", members + "}");
    }

    private static Map<String, ?> parse(String... jwks) {
        return KeySet.parse(("{\"keys\":[" + String.join(",", jwks) + "]}").getBytes(UTF_8));
    }
}
