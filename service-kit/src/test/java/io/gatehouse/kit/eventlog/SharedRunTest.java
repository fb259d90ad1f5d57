package io.gatehouse.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class SharedRunTest {

    private final Deque<UniEmitter<? super Void>> started = new ArrayDeque<>();
    private final SharedRun runs = new SharedRun(() -> Uni.createFrom().<Void>emitter(started::add));

    @Test
    void whoAsksWhileItRunsGetsARunThatBeganAfterwards() {
        var first = join();
        var second = join();
        var third = join();
        assertThat(started).hasSize(1);

        started.poll().complete(null);
        first.assertCompleted();
        second.assertNotTerminated();
        assertThat(started).hasSize(1);

        started.poll().complete(null);
        second.assertCompleted();
        third.assertCompleted();
        assertThat(started).isEmpty();
    }

    @Test
    void whoAsksAfterwardsGetsANewRun() {
        var first = join();
        started.poll().complete(null);
        first.assertCompleted();

        join().assertNotTerminated();

        assertThat(started).hasSize(1);
    }

    @Test
    void failureIsToldToThoseOfItsRunAlone() {
        var first = join();
        var second = join();

        started.poll().fail(new IllegalStateException("broken for this test"));
        first.assertFailedWith(IllegalStateException.class);

        started.poll().complete(null);
        second.assertCompleted();
    }

    @Test
    void actionThatCannotEvenBeginEndsNothing() {
        var broken = new SharedRun(() -> {
            throw new IllegalStateException("broken for this test");
        });

        broken.join()
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class);
        broken.join()
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class);
    }

    @Test
    void whoGivesUpStopsNothing() {
        var first = join();
        var impatient = join();
        var patient = join();
        first.cancel();
        impatient.cancel();

        started.poll().complete(null);
        started.poll().complete(null);

        patient.assertCompleted();
    }

    private UniAssertSubscriber<Void> join() {
        return runs.join().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
