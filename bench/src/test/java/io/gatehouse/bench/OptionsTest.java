package io.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theWholeSetIsMeasuredIfNothingElseIsSaid() {
        assertThat(parse()).isEqualTo(new Options(Mode.FULL, Options.Target.WHOLE_SET, Set.of(), 3_000));
    }

    @Test
    void theGatewayIsMeasuredBesideThePeersThatAreNamed() {
        var options = parse("--gateway", "--quick", "--peers", "nginx,spring", "--port-offset", "4000");

        assertThat(options)
                .isEqualTo(new Options(Mode.QUICK, Options.Target.GATEWAY, Set.of(Peer.NGINX, Peer.SPRING), 4_000));
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
                .isEqualTo(new Options(Mode.FULL, Options.Target.USERS, Set.of(Peer.VERTX, Peer.SPRING), 3_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--users", "--peers", "nginx"))
                .withMessageContaining("spring,vertx");
    }

    @Test
    void authServiceIsMeasuredBesideKeycloakAlone() {
        assertThat(parse("--auth", "--peers", "keycloak"))
                .isEqualTo(new Options(Mode.FULL, Options.Target.AUTH, Set.of(Peer.KEYCLOAK), 3_000));
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

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }
}
