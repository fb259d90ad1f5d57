package io.gatehouse.auth.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.seal.Seal;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JwksResourceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    SigningKeys keys;

    @BeforeEach
    void awaitTheFirstLook() {
        await().until(() -> keys.findRing().isPresent());
    }

    @Test
    void thePublicKeysArePublishedAndNothingElseOfThem() {
        var kid = keys.active().kid();

        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", is("public, max-age=300"))
                .body("keys.kid", hasItem(kid))
                .body("keys.size()", greaterThanOrEqualTo(2))
                .body("keys.kty", everyItem(is("EC")))
                .body("keys.crv", everyItem(is("P-256")))
                .body("keys.alg", everyItem(is("ES256")))
                .body("keys.use", everyItem(is("sig")))
                .body("keys", everyItem(not(hasKey("d"))));
    }

    @Test
    void thePrivateKeyOpensWithTheMasterKeyOnly() throws Exception {
        var key = keys.active();
        var sealed = StoredKey.next(key, Seal.under(new byte[32]), NOW);

        assertThat(sealed.open(Seal.under(new byte[32])).privateKey()).isEqualTo(key.privateKey());
        var another = new byte[32];
        another[0] = 1;
        assertThatThrownBy(() -> sealed.open(Seal.under(another))).hasMessageContaining("GATEHOUSE_MASTER_KEY");
    }

    @Test
    void aSealedKeyCannotBePassedOffAsAnother() {
        var master = Seal.under(new byte[32]);
        var sealed = StoredKey.next(keys.active(), master, NOW);

        var moved = new StoredKey(
                "another-kid", sealed.status(), sealed.publicKey(), sealed.privateKeySealed(), NOW, null, null);

        assertThatThrownBy(() -> moved.open(master)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDatabaseHoldsThePrivateKeyEncrypted() throws Exception {
        var stored =
                Database.value("SELECT encode(private_key_sealed, 'hex') FROM signing_key WHERE status = 'active'");
        var plain = HexFormat.of().formatHex(keys.active().privateKey().getEncoded());

        assertThat(stored).doesNotContain(plain.substring(plain.length() - 64));
    }
}
