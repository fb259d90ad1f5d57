package io.gatehouse.auth.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.Database;
import io.gatehouse.auth.seal.Seal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JwksResourceTest {

    @Inject
    SigningKeys keys;

    @Test
    void thePublicKeyIsPublishedAndNothingElseOfIt() {
        var kid = keys.active().kid();

        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", is("public, max-age=300"))
                .body("keys", hasSize(1))
                .body("keys[0].kid", is(kid))
                .body("keys[0].kty", is("EC"))
                .body("keys[0].crv", is("P-256"))
                .body("keys[0].alg", is("ES256"))
                .body("keys[0].use", is("sig"))
                .body("keys[0]", not(hasKey("d")));
    }

    @Test
    void thePrivateKeyOpensWithTheMasterKeyOnly() throws Exception {
        var key = keys.active();
        var sealed = SealedKey.of(key, new Seal(new byte[32]));

        assertThat(sealed.open(new Seal(new byte[32])).privateKey()).isEqualTo(key.privateKey());
        var another = new byte[32];
        another[0] = 1;
        assertThatThrownBy(() -> sealed.open(new Seal(another))).hasMessageContaining("GATEHOUSE_MASTER_KEY");
    }

    @Test
    void aSealedKeyCannotBePassedOffAsAnother() {
        var master = new Seal(new byte[32]);
        var sealed = SealedKey.of(keys.active(), master);

        var moved = new SealedKey("another-kid", sealed.publicKey(), sealed.privateKeySealed());

        assertThatThrownBy(() -> moved.open(master)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDatabaseHoldsThePrivateKeyEncrypted() throws Exception {
        var stored = Database.value("SELECT encode(private_key_sealed, 'hex') FROM signing_key");
        var plain = HexFormat.of().formatHex(keys.active().privateKey().getEncoded());

        assertThat(stored).doesNotContain(plain.substring(plain.length() - 64));
    }
}
