package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatehouse.gateway.route.Destination.Share;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationTest {

    private static final int CALLERS = 20_000;

    private final Destination canary = split(95, 5);

    @Test
    void callersAreSharedByWeight() {
        assertThat(next(canary, "orders").count() / (double) CALLERS).isCloseTo(0.05, within(0.01));
        assertThat(next(split(1, 1), "orders").count() / (double) CALLERS).isCloseTo(0.5, within(0.02));
    }

    @Test
    void callerStaysWhereItIs() {
        assertThat(next(canary, "orders").toArray())
                .isEqualTo(next(canary, "orders").toArray());
    }

    @Test
    void whoIsOnTheCanaryStaysThereWhenItGrows() {
        assertThat(next(split(80, 20), "orders").boxed())
                .containsAll(next(canary, "orders").boxed().toList());
    }

    @Test
    void otherRouteHasOtherCallersOnItsCanary() {
        assertThat(next(canary, "other").toArray())
                .isNotEqualTo(next(canary, "orders").toArray());
    }

    @Test
    void weightOfZeroGetsNobody() {
        assertThat(next(split(1, 0), "orders").count()).isZero();
    }

    private static IntStream next(Destination destination, String route) {
        return IntStream.range(0, CALLERS)
                .filter(caller ->
                        destination.of(route, () -> "account-" + caller).equals("next"));
    }

    private static Destination split(int orders, int next) {
        return new Destination(List.of(new Share("orders", orders), new Share("next", next)));
    }
}
