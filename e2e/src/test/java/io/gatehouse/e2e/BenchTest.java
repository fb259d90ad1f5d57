package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.NativeBinaries;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Every case of the benchmarks works: they are seldom run, and wanted when there is no time to mend them. */
@DisabledIfEnvironmentVariable(named = NativeBinaries.SETTING, matches = "true", disabledReason = "jars are measured")
class BenchTest {

    @Test
    void everyCaseWorks() throws IOException {
        var offset = Ports.freeOffset();
        var script = new Script(SharedGatehouse.home("bench"), offset, Map.of());

        var smoke = script.run("bench", "--smoke", "--port-offset", Integer.toString(offset));

        assertThat(smoke.output())
                .contains("set/login works at set", "auth/refresh works at auth-service", "users/users-by-id works")
                .contains("start/gateway works at no cache", "gateway/jwt-limit works at gateway")
                .doesNotContain("FAILS");
        assertThat(smoke.exitCode()).as(smoke.output()).isZero();
    }
}
