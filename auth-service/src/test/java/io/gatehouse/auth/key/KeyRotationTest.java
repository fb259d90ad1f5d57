package io.gatehouse.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.MasterKeys;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.key.KeyStatus;
import io.gatehouse.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyRotationTest {

    private static final int INSTANCES = 6;

    @Inject
    Vertx vertx;

    @Inject
    MasterKey master;

    @Inject
    Statements statements;

    private TestKeys keys;

    @BeforeEach
    void makeTable() throws SQLException {
        keys = new TestKeys(vertx, master);
    }

    @AfterEach
    void dropTable() throws SQLException {
        keys.close();
    }

    @Test
    void instancesThatStartTogetherSignWithOneKey() throws Exception {
        var instances = instances();

        lookAtOnce(instances);

        assertThat(instances)
                .extracting(SigningKeys::active)
                .extracting(SigningKey::kid)
                .containsOnly(active());
        assertThat(keys.count(KeyStatus.ACTIVE)).isEqualTo(1);
        assertThat(keys.count(KeyStatus.NEXT)).isEqualTo(1);
    }

    @Test
    void instancesThatRotateTogetherMakeOneNewKey() throws Exception {
        var instances = instances();
        instances.forEach(KeyRotationTest::look);
        var announced = keys.value("SELECT kid FROM %s WHERE status = 'next'");
        keys.clock.advance(TestKeys.TIGHT.rotationPeriod());

        lookAtOnce(instances);

        assertThat(instances)
                .extracting(SigningKeys::active)
                .extracting(SigningKey::kid)
                .containsOnly(announced);
        assertThat(keys.count(KeyStatus.ACTIVE)).isEqualTo(1);
        assertThat(keys.count(KeyStatus.NEXT)).isEqualTo(1);
        assertThat(keys.count(KeyStatus.RETIRED)).isEqualTo(1);
    }

    @Test
    void aVerifierThatKeepsKeysForMaxAgeNeverRefusesAGoodToken() throws Exception {
        var prompt = keys.instance();
        var late = keys.instance();
        Stream.of(prompt, late).forEach(KeyRotationTest::look);
        var verifier = new CachingVerifier(List.of(late, prompt), TestKeys.TIGHT.publishedFor(), keys.clock).verifier();
        var tokens = new ArrayList<SignedToken>();
        var signers = new HashSet<String>();

        for (var step = 0; signers.size() < 4 || !tokens.isEmpty(); step++) {
            look(prompt);
            if (step % 2 == 0) {
                look(late);
            }
            if (signers.size() < 4) {
                Stream.of(prompt, late).map(SigningKeys::active).forEach(key -> {
                    signers.add(key.kid());
                    tokens.add(SignedToken.by(key, keys.clock.instant(), TestKeys.TIGHT.tokenLifetime()));
                });
            }
            assertThat(tokens).allSatisfy(token -> assertThat(
                            verifier.verify(token.value()).succeeded())
                    .isTrue());
            keys.clock.advance(Duration.ofSeconds(20));
            tokens.removeIf(token -> !token.expiresAt().isAfter(keys.clock.instant()));
        }
    }

    @Test
    void aKeyThatVerifiersMayNotKnowYetWaitsForItsTurn() throws Exception {
        var instance = keys.instance();
        look(instance);
        var first = instance.active().kid();
        keys.clock.advance(Duration.ofMinutes(5));
        keys.rotation()
                .withdraw(keys.value("SELECT kid FROM %s WHERE status = 'next'"), connection -> Uni.createFrom()
                        .voidItem())
                .await()
                .indefinitely();

        keys.clock.advance(Duration.ofMinutes(5));
        look(instance);
        assertThat(instance.active().kid()).isEqualTo(first);

        keys.clock.advance(Duration.ofMinutes(1));
        look(instance);
        assertThat(instance.active().kid()).isNotEqualTo(first);
    }

    @Test
    void aRetiredKeyCannotSignAndIsGoneOnceItsTokensHaveExpired() throws Exception {
        var instance = keys.instance();
        look(instance);
        var first = instance.active().kid();
        keys.clock.advance(TestKeys.TIGHT.rotationPeriod());
        look(instance);

        assertThat(keys.value("SELECT count(private_key_sealed) FROM %s WHERE kid = '" + first + "'"))
                .isEqualTo("0");
        assertThat(instance.ring().verifying()).containsKey(first);

        keys.clock.advance(TestKeys.TIGHT.tokenLifetime().plus(TestKeys.TIGHT.publishAhead()));
        look(instance);
        assertThat(instance.ring().verifying()).doesNotContainKey(first);
        assertThat(keys.value("SELECT status FROM %s WHERE kid = '" + first + "'"))
                .isEqualTo("gone");
    }

    @Test
    void theNextKeyIsPublishedBesideTheOneThatSigns() throws Exception {
        var instance = keys.instance();
        look(instance);

        assertThat(instance.ring().verifying())
                .containsOnlyKeys(
                        keys.value("SELECT kid FROM %s WHERE status = 'active'"),
                        keys.value("SELECT kid FROM %s WHERE status = 'next'"));
    }

    @Test
    void signingGoesOnWhileTheDatabaseIsAway() {
        var pool = keys.pool();
        var instance = keys.instance(pool, master);
        look(instance);
        var before = instance.active();
        pool.closeAndAwait();
        keys.clock.advance(TestKeys.TIGHT.rotationPeriod());

        instance.look().await().indefinitely();

        assertThat(instance.active()).isEqualTo(before);
        assertThat(instance.find(before.kid()).result()).isEqualTo(before.publicKey());
    }

    @Test
    void theSameKeySignsUnderAnotherMasterKey() {
        var oldKey = MasterKeys.random();
        var newKey = MasterKeys.random();
        var before = keys.instance(keys.pool(), MasterKeys.of(oldKey));
        look(before);

        var between = keys.instance(keys.pool(), MasterKeys.of(newKey, oldKey));
        look(between);
        MasterKeys.takeOver(MasterKeys.of(newKey, oldKey), keys.column(), statements);

        var after = keys.instance(keys.pool(), MasterKeys.of(newKey));
        look(after);
        assertThat(List.of(between, after)).extracting(SigningKeys::active).containsOnly(before.active());
        var late = keys.instance(keys.pool(), MasterKeys.of(oldKey));
        assertThatThrownBy(() -> look(late)).hasMessageContaining("GATEHOUSE_MASTER_KEY does not open");
    }

    @Test
    void aKeyThatCannotBeReadDoesNotTakeOver() throws Exception {
        look(keys.instance());
        var before = active();
        keys.clock.advance(TestKeys.TIGHT.rotationPeriod());
        var stranger = keys.instance(keys.pool(), MasterKeys.of(MasterKeys.random()));

        assertThatThrownBy(() -> look(stranger)).hasMessageContaining("GATEHOUSE_MASTER_KEY does not open");

        assertThat(active()).isEqualTo(before);
    }

    @Test
    void beforeTheFirstLookThereIsNoKey() {
        var instance = keys.instance();

        assertThatThrownBy(instance::active).isInstanceOf(ApiException.class);
        assertThat(instance.find("any").cause()).isInstanceOf(ApiException.class);
    }

    @Test
    void whatChangedIsNoticedWithinSeconds() {
        var one = keys.instance();
        var other = keys.instance();
        look(one);
        look(other);
        keys.clock.advance(TestKeys.TIGHT.rotationPeriod());
        look(one);

        other.look().await().indefinitely();

        assertThat(other.active().kid()).isEqualTo(one.active().kid());
    }

    private List<SigningKeys> instances() {
        return Stream.generate(keys::instance).limit(INSTANCES).toList();
    }

    private static void lookAtOnce(List<SigningKeys> instances) throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(instances);
        Concurrently.times(instances.size(), () -> {
            look(waiting.remove());
            return true;
        });
    }

    private String active() throws SQLException {
        return keys.value("SELECT kid FROM %s WHERE status = 'active'");
    }

    private static void look(SigningKeys instance) {
        instance.lookNow().await().atMost(Duration.ofSeconds(10));
    }
}
