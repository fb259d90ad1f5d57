package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.e2e.SteadyLoad.Sample;
import io.gatehouse.local.NativeBinaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The version before this one on this one's schema, alone and beside it, under load: what an upgrade and its rollback pass through.
 * It needs that version packaged, which takes minutes and is not part of every run.
 */
@Resilience
@EnabledIf(
        value = "isAtFullSize",
        disabledReason = "packages the version before, which ./gatehouse test --resilience does")
@DisabledIfEnvironmentVariable(
        named = NativeBinaries.SETTING,
        matches = "true",
        disabledReason = "the version before is packaged for the JVM")
class UpgradeTest {

    private static final int RATE = 25;
    private static final int VISITORS = 3;

    private final Cluster cluster;
    private Path before;

    UpgradeTest(Cluster cluster) {
        this.cluster = cluster;
    }

    static boolean isAtFullSize() {
        return Sizes.LONG;
    }

    @BeforeEach
    void packageTheVersionBefore() throws IOException {
        before = PreviousVersion.require().packaged();
    }

    @AfterEach
    void bringThisVersionBack() throws IOException {
        rollTo(Script.CHECKOUT);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void versionBeforeAnswersTheWholeTourOnTheNewSchema() throws IOException {
        rollTo(before);

        cluster.tour(before).assertAnswered();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void noRequestFailsWhileBothVersionsServeSideBySide() throws Exception {
        List<Sample> rollback;
        List<Sample> upgrade;
        var visitors = Visitors.come(cluster, VISITORS);
        try (visitors) {
            rollback = UnderLoad.during(() -> rollTo(before), cluster, RATE);
            upgrade = UnderLoad.during(() -> rollTo(Script.CHECKOUT), cluster, RATE);
        }

        System.out.printf(
                "%d requests during the rollback, %d during the upgrade, and %d visits%n",
                rollback.size(), upgrade.size(), visitors.visits());
        assertThat(visitors.failures()).isEmpty();
        assertThat(visitors.visits()).isPositive();
        assertThat(rollback).isNotEmpty().allMatch(Sample::served);
        assertThat(upgrade).isNotEmpty().allMatch(Sample::served);
        cluster.tour(Script.CHECKOUT).assertAnswered();
    }

    // In the order in which Deployments are rolled, which is none: each service meets each version of the others.
    private void rollTo(Path checkout) throws IOException {
        for (var service : cluster.services()) {
            service.rollTo(checkout);
        }
    }
}
