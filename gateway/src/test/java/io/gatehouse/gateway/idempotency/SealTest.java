package io.gatehouse.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SCOPE = Fields.of("account:1", "things", "POST", "/things", "key");

    private final Seal seal = Seal.of(SECRET, SCOPE);

    @Test
    void replyComesOutAsItWentIn() throws GeneralSecurityException {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Set-Cookie", "a=1")
                .add("Set-Cookie", "b=2")
                .add("X-Name", "Zoë");
        var reply = new StoredReply(201, headers, Buffer.buffer("{\"secret\": \"s3cr3t\"}"));

        var sealed = seal.seal(reply.encode());

        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("s3cr3t", "Set-Cookie");
        var opened = StoredReply.decode(Seal.of(SECRET, SCOPE).open(sealed.getBytes()));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.headers().getAll("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(opened.headers().get("X-Name")).isEqualTo("Zoë");
        assertThat(opened.body()).isEqualTo(reply.body());
    }

    @Test
    void neitherAnotherSecretNorAnotherKeyOpensIt() {
        var sealed = seal.seal(Buffer.buffer("reply")).getBytes();
        var otherKey = Fields.of("account:1", "things", "POST", "/things", "other");

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> Seal.of(SECRET, otherKey).open(sealed));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> Seal.of(new byte[] {1}, SCOPE).open(sealed));
    }

    @Test
    void recordIsFoundWithAnotherSecretToo() {
        assertThat(Seal.of(new byte[] {1}, SCOPE).name()).isEqualTo(seal.name());
        assertThat(Seal.of(SECRET, Fields.of("account:1", "things", "POST", "/thingskey", ""))
                        .name())
                .isNotEqualTo(seal.name());
    }
}
