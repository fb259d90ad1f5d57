package io.gatehouse.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.Seal;
import io.gatehouse.auth.seal.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Seals the secrets of authenticators; each belongs to its row and to no other. */
@Singleton
class TotpSecrets {

    private static final String CONTEXT = "totp ";

    private final Seal seal;

    TotpSecrets(MasterKey key) {
        this.seal = key.seal();
    }

    @Produces
    @Singleton
    SealedColumn column() {
        return new SealedColumn("totp", "id", "secret_sealed", CONTEXT);
    }

    byte[] seal(UUID totpId, TotpSecret secret) {
        return seal.seal(secret.bytes(), context(totpId));
    }

    TotpSecret open(Totp totp) {
        try {
            return new TotpSecret(seal.open(totp.secretSealed, context(totp.id)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of authenticator " + totp.id + " cannot be read", e);
        }
    }

    private static byte[] context(UUID totpId) {
        return (CONTEXT + totpId).getBytes(US_ASCII);
    }
}
