package io.gatehouse.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final byte[] ROW = {7};
    private static final byte[] SECRET = {1, 2, 3};

    @Test
    void everyKnownKeyOpensWhatItHasSealed() throws GeneralSecurityException {
        var sealed = Seal.under(OLD).seal(SECRET, ROW);

        assertThat(Seal.under(NEW, OLD).open(sealed, ROW)).isEqualTo(SECRET);
        assertThat(Seal.under(OLD, NEW).open(sealed, ROW)).isEqualTo(SECRET);
    }

    @Test
    void theFirstKeySeals() throws GeneralSecurityException {
        var sealed = Seal.under(NEW, OLD).seal(SECRET, ROW);

        assertThat(Seal.under(NEW).open(sealed, ROW)).isEqualTo(SECRET);
        assertThatThrownBy(() -> Seal.under(OLD).open(sealed, ROW)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aValueWithoutTheNameOfItsKeyIsOpened() throws GeneralSecurityException {
        var sealed = new SealingKey(OLD).seal(SECRET, ROW);

        assertThat(Seal.under(NEW, OLD).open(sealed, ROW)).isEqualTo(SECRET);
    }

    @Test
    void aChangedMovedOrTruncatedValueIsRefused() {
        var sealed = Seal.under(OLD).seal(SECRET, ROW);
        var changed = sealed.clone();
        changed[changed.length - 1]++;

        refused(changed, ROW);
        refused(sealed, new byte[] {8});
        refused(java.util.Arrays.copyOf(sealed, 12), ROW);
        refused(new byte[0], ROW);
    }

    @Test
    void everyUseHasAKeyOfItsOwn() {
        var hash = KeyedHash.under(OLD);

        assertThat(hash.forUse("one").of(SECRET))
                .isEqualTo(hash.forUse("one").of(SECRET))
                .isNotEqualTo(hash.forUse("another").of(SECRET));
    }

    private static void refused(byte[] sealed, byte[] context) {
        assertThatThrownBy(() -> Seal.under(OLD).open(sealed, context)).isInstanceOf(GeneralSecurityException.class);
    }

    private static byte[] key(int first) {
        var key = new byte[32];
        key[0] = (byte) first;
        return key;
    }
}
