package io.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.bench.gateway.Peer;
import io.gatehouse.bench.measure.Mode;
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
        var options = parse("--users", "--peers", "vertx,spring");

        assertThat(options)
                .isEqualTo(new Options(Mode.FULL, Options.Target.USERS, Set.of(Peer.VERTX, Peer.SPRING), 3_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--users", "--peers", "nginx"))
                .withMessageContaining("vertx and spring");
    }

    @Test
    void peersGoWithTheGatewayAndUserServiceAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--peers", "nginx"))
                .withMessageContaining("--gateway");
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }
}
