package io.gatehouse.kit.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form alone: whose signature it is, {@link TokenVerifierTest} asks. */
class StrictJwsTest {

    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k-1_A\"}";
    private static final String CLAIMS = "{\"sub\":\"somebody\"}";
    private static final String ZERO = "00".repeat(32);
    private static final String ONE = "00".repeat(31) + "01";
    private static final String ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    private static final String LAST = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";
    private static final String GOOD = token(HEADER, CLAIMS, ONE + LAST);

    @Test
    void theOneFormNamesItsKey() {
        assertThat(StrictJws.keyId(GOOD)).isEqualTo("k-1_A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "\u0000", "é.é.é"})
    void garbageIsRefused(String token) {
        refused(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "?", "!", " ", "\n", "\r\n", "\t", "+", "/", "\u00a0", "."})
    void nothingMayStandBetweenBeforeOrAfter(String stray) {
        var parts = GOOD.split("\\.", -1);

        refused(GOOD + stray);
        refused(stray + GOOD);
        refused(parts[0] + stray + "." + parts[1] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + stray + "." + parts[2]);
        refused(parts[0] + "." + parts[1].charAt(0) + stray + parts[1].substring(1) + "." + parts[2]);
    }

    @Test
    void bitsThatBelongToNoByteAreRefused() {
        var last = GOOD.charAt(GOOD.length() - 1);

        // 64 bytes end in one of A, Q, g, w; the letter after it carries the same bytes.
        refused(GOOD.substring(0, GOOD.length() - 1) + (char) (last + 1));
    }

    @Test
    void aTokenIsBounded() {
        refused(token(HEADER, "{\"x\":\"" + "x".repeat(8_000) + "\"}", ONE + ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"ES256\"",
                "{}",
                "{'alg':'ES256'}",
                "{\"alg\":\"ES256\",}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k1\"}",
                "{\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"alg\":\"es256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"alg\":\"ES384\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"alg\":[\"ES256\"],\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k1\"}",
                "{\"alg\":\"ES256\",\"typ\":\"AT+JWT\",\"kid\":\"k1\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":1}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":null}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"../k1\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\\n\"}",
                "{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
                "{\"\\u0061lg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
            })
    void anotherHeaderIsRefused(String header) {
        refused(token(header, CLAIMS, ONE + ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crit", "jwk", "jku", "x5u", "x5c", "x5t", "b64", "cty", "zip", "enc", "ALG", "extra"})
    void aHeaderSaysNothingElse(String member) {
        refused(token(HEADER.replace("}", ",\"" + member + "\":true}"), CLAIMS, ONE + ONE));
    }

    @Test
    void aKeyIdIsBounded() {
        refused(token(HEADER.replace("k-1_A", "k".repeat(65)), CLAIMS, ONE + ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{}{}",
                "{} x",
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "{\"sub\":\"a\",\"\\u0073ub\":\"b\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":[{\"b\":1,\"b\":2}]}",
                "{\"a\":1,,\"b\":2}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1}/**/"
            })
    void claimsThatCanBeReadInTwoWaysAreRefused(String claims) {
        refused(token(HEADER, claims, ONE + ONE));
    }

    @Test
    void textIsUtf8() {
        refused(part(HEADER.getBytes(UTF_8)) + "." + part("{\"a\":\"é\"}".getBytes(ISO_8859_1)) + "." + hex(ONE + ONE));
        refused(part(HEADER.getBytes(UTF_16)) + "." + part(CLAIMS.getBytes(UTF_8)) + "." + hex(ONE + ONE));
    }

    static Stream<String> impossible() {
        return Stream.of(
                ZERO + ZERO,
                ZERO + ONE,
                ONE + ZERO,
                ORDER + ONE,
                ONE + ORDER,
                "",
                ONE,
                ONE + ONE + "00",
                "00" + ONE + ONE);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void anImpossibleSignatureIsRefused(String signature) {
        refused(token(HEADER, CLAIMS, signature));
    }

    @Test
    void aSignatureInDerIsRefused() {
        refused(token(HEADER, CLAIMS, "3006020101020101"));
        refused(token(HEADER, CLAIMS, "3044" + "0220" + LAST + "0220" + LAST));
    }

    private static void refused(String token) {
        assertThatIllegalArgumentException().as(token).isThrownBy(() -> StrictJws.keyId(token));
    }

    private static String token(String header, String claims, String signatureHex) {
        return part(header.getBytes(UTF_8)) + "." + part(claims.getBytes(UTF_8)) + "." + hex(signatureHex);
    }

    private static String hex(String hex) {
        return part(HexFormat.of().parseHex(hex));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
