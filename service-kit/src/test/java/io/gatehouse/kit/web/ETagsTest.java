package io.gatehouse.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import org.junit.jupiter.api.Test;

class ETagsTest {

    @Test
    void aTagOfTheListMatches() {
        assertThat(ETags.isMatch("\"1\", \"7\"", 7)).isTrue();
        assertThat(ETags.isMatch("\"1\", \"7\"", 2)).isFalse();
        assertThat(ETags.isMatch("*", 2)).isTrue();
    }

    @Test
    void aWeakTagIsKnownButNoMatch() {
        assertThat(ETags.isMatch("W/\"7\"", 7)).isFalse();
        assertThat(ETags.isKnown("W/\"7\"", 7)).isTrue();
    }

    @Test
    void anEndlessListMatchesNothing() {
        assertThat(ETags.isMatch("\"7\",".repeat(100_000) + "\"7\"", 7)).isFalse();
    }

    @Test
    void aChangeSaysWhatItIsBasedOn() {
        assertThat(ETags.requireBasis("\"7\"").test(7)).isTrue();
        assertThat(ETags.requireBasis("\"7\"").test(8)).isFalse();
        assertThatThrownBy(() -> ETags.requireBasis(null))
                .isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.code)
                        .isEqualTo(ErrorCode.PRECONDITION_REQUIRED));
    }
}
