package io.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HashingBulkheadTest {

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        vertx.close();
        meters.close();
    }

    @Test
    void oneMoreThanThreadsAndQueueIsRefusedAtOnce() {
        var bulkhead = bulkhead(Duration.ofSeconds(30));
        var running = start(bulkhead);
        var queued = start(bulkhead);

        assertThatThrownBy(() -> bulkhead.run(() -> "never").await().indefinitely())
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                    assertThat(refusal.retryAfter).isPositive();
                });
        assertThatThrownBy(() -> bulkhead.requireRoom().await().indefinitely()).isInstanceOf(ApiException.class);
        release.countDown();
        assertThat(running.join()).isEqualTo("done");
        assertThat(queued.join()).isEqualTo("done");
        await().untilAsserted(() -> bulkhead.requireRoom().await().indefinitely());
        assertThat(meters.get("gatehouse.password.hash.rejections").counter().count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whoeverWaitedTooLongIsRefusedAndNeverComputed() {
        var bulkhead = bulkhead(Duration.ofMillis(50));
        var running = start(bulkhead);
        await().until(() -> started.getCount() == 0);
        var computed = new AtomicBoolean();

        assertThatThrownBy(() -> bulkhead.run(() -> {
                            computed.set(true);
                            return "late";
                        })
                        .await()
                        .indefinitely())
                .isInstanceOf(ApiException.class);
        release.countDown();
        running.join();
        await().until(() -> meters.get("gatehouse.password.hash.inside").gauge().value() == 0);
        assertThat(computed).isFalse();
    }

    @Test
    void theResultComesBackToTheContextThatAsked() {
        var bulkhead = bulkhead(Duration.ofSeconds(30));
        var asked = new AtomicReference<Context>();
        var answered = new CompletableFuture<Context>();
        release.countDown();

        vertx.runOnContext(start -> {
            asked.set(Vertx.currentContext());
            bulkhead.run(() -> "done").subscribe().with(done -> answered.complete(Vertx.currentContext()));
        });

        assertThat(answered.join()).isSameAs(asked.get());
    }

    @Test
    void aFailureIsHandedOn() {
        var bulkhead = bulkhead(Duration.ofSeconds(30));

        assertThatThrownBy(() -> bulkhead.run(() -> {
                            throw new IllegalStateException("no such hash");
                        })
                        .await()
                        .indefinitely())
                .hasMessage("no such hash");
    }

    private CompletableFuture<String> start(HashingBulkhead bulkhead) {
        Uni<String> work = bulkhead.run(() -> {
            started.countDown();
            release.await();
            return "done";
        });
        // On a busy machine even the first may find its thread later than a short wait allows.
        return work.onFailure(ApiException.class)
                .retry()
                .indefinitely()
                .subscribe()
                .asCompletionStage();
    }

    /** The 41st field is the policy (proc_pid_stat(5)); the second, a name, may have spaces. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void itsThreadsAreScheduledWhileNobodyElseIs() {
        var stat = bulkhead(Duration.ofSeconds(30))
                .run(() -> Files.readString(Path.of("/proc/thread-self/stat")))
                .await()
                .indefinitely();

        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(fields[41 - 3]).isEqualTo("5");
    }

    private HashingBulkhead bulkhead(Duration maxWait) {
        return new HashingBulkhead(vertx, new TestPasswordConfig(maxWait), meters);
    }
}
