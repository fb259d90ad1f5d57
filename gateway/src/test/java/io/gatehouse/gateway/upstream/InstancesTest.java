package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private static final int FAILURES = 3;
    private static final long LONG = Health.SILENCE.toNanos();
    private static final long SHORT = LONG - 1;

    private final UpstreamTarget target = new UpstreamTarget(
            "things",
            new InstanceSource.Listed(List.of(URI.create("http://things"))),
            ConnectionSettings.DEFAULTS,
            new EjectionSettings(FAILURES, Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO, Set.of()),
            null);
    private final Instances instances = new Instances(
            target.ejection(), new InstanceEvents(target, new UpstreamMeters(new SimpleMeterRegistry(), "things")));

    @Test
    void busierOneIsNotChosen() {
        has(2);
        instances.list().getFirst().began();

        assertThat(chosen(100)).containsOnly(instances.list().getLast());
    }

    @Test
    void allAreChosen() {
        has(3);

        assertThat(chosen(1_000)).containsAll(instances.list());
    }

    @Test
    void halfAtMostAreLeftOutForWhatTheyAnswer() {
        has(5);

        instances.list().subList(0, 4).forEach(this::fails);

        assertThat(instances.available()).isEqualTo(2);
        assertThat(chosen(1_000))
                .containsOnly(instances.list().get(3), instances.list().get(4));
    }

    @Test
    void allButOneAreLeftOutThatCannotBeReached() {
        has(5);

        instances.list().subList(0, 4).forEach(this::cannotBeReached);

        assertThat(chosen(1_000)).containsOnly(instances.list().getLast());
    }

    @Test
    void whenTheLastOneFailsNoneIsChosen() {
        has(2);

        instances.list().forEach(this::cannotBeReached);

        assertThat(instances.isOpen()).isTrue();
        assertThat(instances.choose(null)).isNull();
    }

    @Test
    void whenOneAnswersAgainTheOthersAreTriedToo() {
        has(3);
        instances.list().forEach(this::cannotBeReached);
        var first = instances.list().getFirst();

        instances.succeeded(first);

        assertThat(instances.isOpen()).isFalse();
        assertThat(chosen(100)).containsAll(instances.list());
        instances.list().subList(1, 3).forEach(instances::unreachable);
        assertThat(chosen(100)).containsOnly(first);
    }

    @Test
    void oneThatAnswersNobodyForARequestsWholeTimeIsLeftOutAtOnce() {
        has(2);
        var hanging = instances.list().getFirst();
        long began = System.nanoTime();

        instances.timedOut(hanging, began, began + LONG);

        assertThat(chosen(100)).containsOnly(instances.list().getLast());
    }

    @Test
    void theOnlyOneThatAnswersNobodyOpensTheCircuitAtOnce() {
        has(1);
        long began = System.nanoTime();

        instances.timedOut(instances.list().getFirst(), began, began + LONG);

        assertThat(instances.isOpen()).isTrue();
        assertThat(instances.choose(null)).isNull();
    }

    @Test
    void slowRequestSaysNothingOfAnInstanceThatAnswersOthers() {
        has(1);
        var only = instances.list().getFirst();
        long began = System.nanoTime();
        only.answered();

        instances.timedOut(only, began, began + LONG);

        assertThat(instances.isOpen()).isFalse();
        assertThat(instances.choose(null)).isSameAs(only);
    }

    @Test
    void shortTimeThatIsOverSaysLittle() {
        has(1);
        long began = System.nanoTime();

        instances.timedOut(instances.list().getFirst(), began, began + SHORT);

        assertThat(instances.isOpen()).isFalse();
    }

    @Test
    void anotherOneIsChosenForARetry() {
        has(2);
        var first = instances.list().getFirst();

        assertThat(IntStream.range(0, 100).mapToObj(_ -> instances.choose(first)))
                .containsOnly(instances.list().getLast());
    }

    @Test
    void theOnlyOneIsChosenForARetryToo() {
        has(1);
        var only = instances.list().getFirst();

        assertThat(instances.choose(only)).isSameAs(only);
    }

    @Test
    void knownInstanceKeepsItsRecord() {
        has(2);
        cannotBeReached(instances.list().getFirst());

        has(3);

        assertThat(instances.total()).isEqualTo(3);
        assertThat(instances.available()).isEqualTo(2);
    }

    private void has(int number) {
        instances.replace(IntStream.range(0, number)
                .mapToObj(i -> new Instance.Location("things", "127.0.0." + i, 80))
                .toList());
    }

    private void fails(Instance instance) {
        IntStream.range(0, FAILURES).forEach(_ -> instances.failed(instance));
    }

    private void cannotBeReached(Instance instance) {
        IntStream.range(0, FAILURES).forEach(_ -> instances.unreachable(instance));
    }

    private List<Instance> chosen(int times) {
        return IntStream.range(0, times).mapToObj(_ -> instances.choose(null)).toList();
    }
}
