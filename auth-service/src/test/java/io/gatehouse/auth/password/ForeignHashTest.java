package io.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHashTest {

    @ParameterizedTest
    @EnumSource
    void publishedHashMatchesItsPasswordAndNoOther(PublishedHash published) {
        var hash = parse(published.hash);

        assertThat(hash.matches(published.password)).isTrue();
        assertThat(hash.matches("x" + published.password)).isFalse();
    }

    @Test
    void bcryptLooksAtSeventyTwoBytes() {
        var hash = parse("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui");
        var first72 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

        assertThat(hash.matches(first72 + "chars after 72 are ignored")).isTrue();
        assertThat(hash.matches(first72)).isTrue();
        assertThat(hash.matches(first72.substring(1))).isFalse();
    }

    /** Each is one step beyond a bound. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$14$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                "$2b$31$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                "$argon2id$v=19$m=131073,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=131072,t=5,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=99999999,t=9999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1024,t=1,p=17$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1024,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=0,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1024,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$pbkdf2-sha256$0$0ZrzXitFSGltTQnBWOsdYw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
                "$pbkdf2-sha256$2000001$0ZrzXitFSGltTQnBWOsdYw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
                "$pbkdf2$999999999$0ZrzXitFSGltTQnBWOsdYw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
                // Two blocks of SHA-1, so twice the iterations.
                "$pbkdf2$1000001$0ZrzXitFSGltTQnBWOsdYw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
                "$pbkdf2-sha512$750001$c2FsdA$rM3Nh5iuXNhYBHOQFe8qEeMlkbe30W92gZswsNSdgOGr6myYIrgKH9/kIeJvVgPsqKR6ZMmgBPta+CKfdi/0Hw==",
                "pbkdf2_sha256$2000001$seasalt$Ybw8zsFxqja97tY/o6G+Fy1ksY4U/Hw3DRrGED6Up4s=",
                "$scrypt$ln=18,r=8,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=17,r=8,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=14,r=33,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=14,r=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=1,r=8,p=17$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=99,r=8,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void absurdParametersAreRefusedNamingTheBound(String hash) {
        assertThatThrownBy(() -> parse(hash))
                .isInstanceOfSatisfying(UnacceptableHashException.class, refusal -> assertThat(refusal.code)
                        .isEqualTo("out_of_bounds"))
                .hasMessageMatching(".+ is \\d+; accepted are \\d+ to \\d+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
                "$2x$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                "$2b$05$abcdefghijklmnopqrstuu5s2v8",
                // A salt that no bcrypt makes and none would find again.
                "$2b$05$abcdefghijklmnopqrstuv5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                "$argon2d$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=20$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                // So short a digest that many passwords would fit.
                "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFd",
                "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7",
                "$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdYw$Y11A",
                "$pbkdf2-md5$6400$0ZrzXitFSGltTQnBWOsdYw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
                "$scrypt$ln=14,r=8,p=1$c29tZXNhbHQ$CTFhFdXP",
                "imported:$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
            })
    void anythingElseIsNoHashAndIsNotQuoted(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(UnacceptableHashException.class, refusal -> assertThat(refusal.code)
                        .isEqualTo("invalid_format"))
                .message()
                .doesNotContain("$", "CTFh", "5f4d", "W6ph");
    }

    @Test
    void aPasswordIsTakenAsTyped() {
        // Of U+00E4, by Python's hashlib.
        var hash = parse("$scrypt$ln=4,r=8,p=1$c2FsdA$x4XXRun95t1cz44WqgdUnA9RVGZxPZjguGaq+gqNN+c");

        assertThat(hash.matches("\u00e4")).isTrue();
        assertThat(hash.matches("a\u0308")).isFalse();
    }

    @Test
    void aSmallHeapAcceptsLess() {
        assertThatThrownBy(() -> ForeignHash.parse(PublishedHash.ARGON2ID.hash, 65535))
                .hasMessage("Argon2's memory in KiB is 65536; accepted are 8 to 65535");
        assertThatThrownBy(() -> ForeignHash.parse(PublishedHash.SCRYPT.hash, 16383))
                .hasMessage("scrypt's memory in KiB is 16384; accepted are 0 to 16383");
    }

    private static ForeignHash parse(String hash) {
        return ForeignHash.parse(hash, 128 << 10);
    }
}
