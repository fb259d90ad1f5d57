package io.gatehouse.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.FieldError;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCursorsTest {

    private static final String LIST = "users?query=ada";
    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-00000000000a");

    private final SignedCursors cursors = new SignedCursors("a secret");

    @Test
    void giveBackTheirKeys() {
        var cursor = new SignedCursors("a secret").decode(LIST, cursors.encode(LIST, "ädä", ID));

        assertThat(cursor.text(0)).isEqualTo("ädä");
        assertThat(cursor.uuid(1)).isEqualTo(ID);
    }

    @Test
    void needNoEscapingInAnUrl() {
        assertThat(cursors.encode(LIST, "~~~???>>>", ID)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void belongToTheirListAndSecret() {
        var cursor = cursors.encode(LIST, "ada", ID);

        assertRefused(() -> cursors.decode("users?query=adb", cursor));
        assertRefused(() -> new SignedCursors("another").decode(LIST, cursor));
    }

    @Test
    void changedOrCutAnywhereAreRefused() {
        var cursor = cursors.encode(LIST, "ada", ID);

        for (var i = 0; i < cursor.length(); i++) {
            var cut = cursor.substring(0, i);
            var changed = cut + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertRefused(() -> cursors.decode(LIST, cut));
            assertRefused(() -> cursors.decode(LIST, changed));
        }
    }

    @Test
    void unsignedOnesAreRefused() {
        assertRefused(() -> cursors.decode(LIST, Cursor.encode(LIST, "ada", ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ü", "\0", "????????????????????????????????????"})
    void whatIsNoCursorIsRefused(String text) {
        assertRefused(() -> cursors.decode(LIST, text));
    }

    private static void assertRefused(ThrowingCallable decoding) {
        assertThatThrownBy(decoding).isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.errors)
                .extracting(FieldError::field)
                .containsExactly("cursor"));
    }
}
