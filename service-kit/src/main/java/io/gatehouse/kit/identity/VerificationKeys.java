package io.gatehouse.kit.identity;

import io.vertx.core.Future;
import java.security.PublicKey;

/** The issuer's public keys by key id. */
public interface VerificationKeys {

    /**
     * The key with this id; null where the issuer has none. Fails with {@code service_unavailable} while no keys could
     * be had at all.
     */
    Future<PublicKey> find(String kid);
}
