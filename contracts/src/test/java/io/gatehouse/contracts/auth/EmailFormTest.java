package io.gatehouse.contracts.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFormTest {

    private static final Pattern FORM = Pattern.compile(EmailForm.REGEXP);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example",
                "ada.lovelace+notes@mail.example.org",
                "o'neill_{x}@example.co.uk",
                "zo\u00eb@b\u00fccher.example",
                "\u30e6\u30fc\u30b6\u30fc@\u4f8b\u3048.\u30c6\u30b9\u30c8",
                "a@xn--bcher-kva.example"
            })
    void isWhatMailReaches(String address) {
        assertThat(address).matches(FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b.example",
                "a@localhost",
                "a@[127.0.0.1]",
                "\"a b\"@b.example",
                "a b@c.example",
                ".a@b.example",
                "a.@b.example",
                "a..b@c.example",
                "a@b..example",
                "a@-b.example",
                "a@b-.example",
                "a@b.example.",
                "a@b@c.example",
                "a\u200b@b.example",
                "a@b\u00ad.example",
                "a\u0000@b.example",
                "a\n@b.example",
                "a\u202e@b.example",
                "a@b.example\n",
                "Ada <a@b.example>",
                "a,b@c.example"
            })
    void isNothingElse(String address) {
        assertThat(address).doesNotMatch(FORM);
    }

    @Test
    void anEndlessAddressIsRefusedByItsLength() {
        assertThat("a@" + "b.".repeat(500_000) + "example").doesNotMatch(FORM);
        assertThat("a".repeat(65) + "@b.example").doesNotMatch(FORM);
    }
}
