package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.seal.Pepper;
import io.gatehouse.auth.seal.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;

/** Makes secrets and knows them again. They have 256 random bits, so a fast hash will do; it is keyed, so a copy of the database cannot even tell that one is right. */
@Singleton
class ClientSecrets {

    private static final String USE = "client secret v1";

    private final Pepper pepper;
    private final Clock clock;

    ClientSecrets(Pepper pepper, Clock clock) {
        this.pepper = pepper;
        this.clock = clock;
    }

    Uni<NewSecret> make(String clientId) {
        var value = Secret.random();
        return hash(value).map(hash -> new NewSecret(new ClientSecret(clientId, hash, clock.instant()), value));
    }

    /** Whether the secret is one of those; each is compared in constant time. */
    Uni<Boolean> matches(String secret, Collection<byte[]> hashes) {
        return hash(secret).map(hash -> hashes.stream().anyMatch(known -> MessageDigest.isEqual(known, hash)));
    }

    private Uni<byte[]> hash(String secret) {
        return pepper.forUse(USE).map(hash -> hash.of(secret.getBytes(UTF_8)));
    }
}
