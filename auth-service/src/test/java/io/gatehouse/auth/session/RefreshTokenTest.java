package io.gatehouse.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private final RefreshToken token = RefreshToken.random();
    private final RefreshToken successor = RefreshToken.random();

    @Test
    void onlyThePredecessorReadsItsSuccessor() {
        var sealed = token.seal(successor);

        assertThat(token.open(sealed)).isEqualTo(successor);
        assertThatThrownBy(() -> RefreshToken.random().open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(token.toString()).doesNotContain(token.value());
    }
}
