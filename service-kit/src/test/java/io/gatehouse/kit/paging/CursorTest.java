package io.gatehouse.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String LIST = "users?query=ada";
    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-00000000000a");

    @Test
    void givesBackItsKeys() {
        var cursor = Cursor.decode(LIST, Cursor.encode(LIST, "ādá \uD83D\uDE80", ID, -42L, ""));

        assertThat(cursor.text(0)).isEqualTo("ādá \uD83D\uDE80");
        assertThat(cursor.uuid(1)).isEqualTo(ID);
        assertThat(cursor.number(2)).isEqualTo(-42);
        assertThat(cursor.text(3)).isEmpty();
    }

    @Test
    void needsNoEscapingInAnUrl() {
        assertThat(Cursor.encode(LIST, "~~~???>>>", ID)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void belongsToItsListAndQuery() {
        var cursor = Cursor.encode(LIST, "ada", ID);

        assertRefused(() -> Cursor.decode("users?query=adb", cursor));
        assertRefused(() -> Cursor.decode("accounts?query=ada", cursor));
    }

    @Test
    void ofAnotherVersionIsRefused() {
        assertRefused(() -> Cursor.decode(LIST, changed(Cursor.encode(LIST, ID), bytes -> {
            bytes[0] = 2;
            return bytes;
        })));
    }

    @Test
    void cutAnywhereIsRefused() {
        var cursor = Cursor.encode(LIST, "ada", ID);

        for (var length = 0; length < cursor.length(); length++) {
            var cut = cursor.substring(0, length);
            assertRefused(() -> Cursor.decode(LIST, cut).uuid(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "AQ", "AQ==", "not base64!", "%00", "AAAAAAAAAAAAAAAAAAAA", "☃", "null", "1' OR '1'='1"
            })
    void garbageIsRefused(String garbage) {
        assertRefused(() -> Cursor.decode(LIST, garbage));
    }

    @Test
    void everySpellingButOursIsRefused() {
        var cursor = Cursor.encode(LIST, "adas"); // 15 bytes and no padding; one key byte less leaves spare bits
        var sparse = Cursor.encode(LIST, "ada");

        assertRefused(() -> Cursor.decode(LIST, cursor + "="));
        assertRefused(() -> Cursor.decode(LIST, sparse + "="));
        assertRefused(() -> Cursor.decode(LIST, sparse.substring(0, sparse.length() - 1) + next(sparse)));
    }

    @Test
    void overlongIsRefusedUnread() {
        assertRefused(() -> Cursor.decode(LIST, "A".repeat(1_000_000)));
    }

    @Test
    void textThatNoDatabaseTakesIsRefused() {
        var withNul = Cursor.encode(LIST, "a\0b");
        var withBrokenUtf8 = changed(Cursor.encode(LIST, "ab"), bytes -> {
            bytes[bytes.length - 1] = (byte) 0xC3;
            return bytes;
        });

        assertRefused(() -> Cursor.decode(LIST, withNul));
        assertRefused(() -> Cursor.decode(LIST, withBrokenUtf8));
    }

    @Test
    void keysOfAnotherTypeOrNumberAreRefused() {
        var cursor = Cursor.decode(LIST, Cursor.encode(LIST, "1-1-1-1-1", "ada"));

        assertRefused(() -> cursor.uuid(0));
        assertRefused(() -> cursor.uuid(1));
        assertRefused(() -> cursor.number(1));
        assertRefused(() -> cursor.text(2));
    }

    @Test
    void keysTooLongForACursorAreOurMistake() {
        assertThatThrownBy(() -> Cursor.encode(LIST, "x".repeat(800))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(ThrowingCallable decoding) {
        assertThatThrownBy(decoding).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.code).isEqualTo(ErrorCode.VALIDATION_FAILED);
            assertThat(refused.errors)
                    .containsExactly(new FieldError("cursor", "invalid_value", "is no cursor of this list"));
        });
    }

    private static String changed(String cursor, Function<byte[], byte[]> change) {
        var bytes = change.apply(Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The next letter of the alphabet for the last one: the same bytes, other spare bits. */
    private static char next(String cursor) {
        return (char) (cursor.charAt(cursor.length() - 1) + 1);
    }
}
