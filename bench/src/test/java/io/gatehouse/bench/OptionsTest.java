package io.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theWholeSetIsMeasuredIfNothingElseIsSaid() {
        assertThat(parse())
                .isEqualTo(new Options(Mode.FULL, Options.Target.WHOLE_SET, Set.of(), OptionalInt.empty(), 3_000));
    }

    @Test
    void theGatewayIsMeasuredBesideThePeersThatAreNamed() {
        var options = parse("--gateway", "--quick", "--peers", "nginx,spring", "--port-offset", "4000");

        assertThat(options)
                .isEqualTo(new Options(
                        Mode.QUICK,
                        Options.Target.GATEWAY,
                        Set.of(Peer.NGINX, Peer.SPRING),
                        OptionalInt.empty(),
                        4_000));
    }

    @Test
    void peersThatNobodyKnowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--gateway", "--peers", "nginx,apache"))
                .withMessageContaining("nginx,haproxy,spring,vertx");
    }

    @Test
    void peersAreNamedAfterTheOption() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--gateway", "--peers"));
    }

    @Test
    void userServiceIsMeasuredBesideThoseThatReadProfiles() {
        var options = parse("--peers", "vertx,spring", "--users");

        assertThat(options)
                .isEqualTo(new Options(
                        Mode.FULL, Options.Target.USERS, Set.of(Peer.VERTX, Peer.SPRING), OptionalInt.empty(), 3_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--users", "--peers", "nginx"))
                .withMessageContaining("spring,vertx");
    }

    @Test
    void authServiceIsMeasuredBesideKeycloakAlone() {
        assertThat(parse("--auth", "--peers", "keycloak"))
                .isEqualTo(
                        new Options(Mode.FULL, Options.Target.AUTH, Set.of(Peer.KEYCLOAK), OptionalInt.empty(), 3_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--auth", "--peers", "keycloak,nginx"))
                .withMessageContaining("some of keycloak here");
    }

    @Test
    void peersGoWithTheTargetsThatHaveSome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--peers", "nginx"))
                .withMessageContaining("--gateway");
    }

    @Test
    void accountsGoWithTheTargetsThatHaveSome() {
        assertThat(parse("--users", "--accounts", "1000000").accounts()).hasValue(1_000_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--gateway", "--accounts", "1000000"))
                .withMessageContaining("--auth or --users");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--users", "--accounts", "many"))
                .withMessageContaining("takes a number");
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }
}
