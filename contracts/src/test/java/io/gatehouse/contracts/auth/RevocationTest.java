package io.gatehouse.contracts.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Instant NOT_BEFORE = Instant.parse("2026-01-01T12:00:01Z");
    private static final Instant END = Instant.parse("2026-01-01T12:15:05.123456Z");

    @Test
    void aSessionIsTextInTheStreamAndReadBack() {
        var revocation = Revocation.ofSession(ID, END);

        var entry = revocation.toEntry();

        assertThat(entry)
                .containsExactly(entry("sid", ID.toString()), entry("expires_at", "2026-01-01T12:15:05.123456Z"));
        assertThat(Revocation.ofEntry(entry)).isEqualTo(revocation);
    }

    @Test
    void anAccountIsTextInTheStreamAndReadBack() {
        var revocation = Revocation.ofAccount(ID, NOT_BEFORE, END);

        var entry = revocation.toEntry();

        assertThat(entry)
                .containsExactly(
                        entry("sub", ID.toString()),
                        entry("not_before", "2026-01-01T12:00:01Z"),
                        entry("expires_at", "2026-01-01T12:15:05.123456Z"));
        assertThat(Revocation.ofEntry(entry)).isEqualTo(revocation);
    }
}
