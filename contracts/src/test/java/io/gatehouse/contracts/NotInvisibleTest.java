package io.gatehouse.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NotInvisibleTest {

    private final NotInvisible.Rule rule = new NotInvisible.Rule();

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "\u8cb4", "\u202b\u05d0\u202c", "7", "-", "\ud83d\ude00", "e\u0301", "\ue000"})
    void whatIsSeenIsAccepted(String text) {
        assertThat(rule.isValid(text, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\u00a0",
                "\u3000",
                "\u00ad",
                "\u200b\u200c\u200d",
                "\u200e\u200f\u061c",
                "\u202a\u202b\u202c\u202d\u202e",
                "\u2066\u2067\u2068\u2069",
                "\ufeff",
                "\u2060\u2064",
                "\u034f",
                "\u115f\u1160\u3164\uffa0",
                "\u2800",
                "\u180e",
                "\ufe0f",
                "\udb40\udc41",
                "\udb40\udd00",
                "\u0301",
                "\uffff"
            })
    void whatIsNotSeenIsRefused(String text) {
        assertThat(rule.isValid(text, null)).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void whatIsNotThereIsLeftToOthers(String text) {
        assertThat(rule.isValid(text, null)).isTrue();
    }
}
