package io.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2HashTest {

    /** From the tests of the reference implementation, phc-winner-argon2. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void theReferenceHashMatches() {
        var hash = Argon2Hash.parse(REFERENCE);

        assertThat(hash.matches("password")).isTrue();
        assertThat(hash.matches("passwort")).isFalse();
        assertThat(hash.phc()).isEqualTo(REFERENCE);
    }

    @Test
    void theNextHashOfAThreadTakesNoMemoryOfItsOwn() {
        var cost = new Argon2Hash.Cost(19456, 2, 1);
        var memory = new Argon2Memory(cost);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Argon2Hash.compute("password", cost, new byte[16], memory.ofThisThread());

        var before = threads.getCurrentThreadAllocatedBytes();
        Argon2Hash.compute("password", cost, new byte[16], memory.ofThisThread());

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({"47104, 1", "19456, 2", "12288, 3", "9216, 4", "7168, 5"})
    void lessThanAnyOfOwaspsParametersDoesNotSuffice(int memoryKib, int iterations) {
        assertThat(new Argon2Hash.Cost(memoryKib, iterations, 1).isSufficient()).isTrue();
        assertThat(new Argon2Hash.Cost(memoryKib - 1, iterations, 1).isSufficient())
                .isFalse();
        assertThat(new Argon2Hash.Cost(memoryKib, iterations - 1, 1).isSufficient())
                .isFalse();
    }

    @Test
    void anythingElseIsNoHash() {
        assertThatThrownBy(() -> Argon2Hash.parse("$2b$12$abcdefghijklmnopqrstuv"))
                .isInstanceOf(UnacceptableHashException.class)
                .hasMessageNotContaining("abcdef");
    }
}
