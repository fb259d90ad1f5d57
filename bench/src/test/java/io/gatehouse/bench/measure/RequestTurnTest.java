package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTurnTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final Request REFRESH =
            Request.json("POST", "/refresh", "{\"refresh_token\":\"" + Rotation.TOKEN + "\"}");

    @TempDir
    private Path folder;

    private TokenShop shop;
    private SteadySender steady;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(wrk().isPresent(), "skipped: no wrk in PATH (Debian: apt-get install wrk)");
        shop = TokenShop.open();
        steady = new SteadySender();
    }

    @AfterEach
    void close() {
        if (shop != null) {
            steady.close();
            shop.close();
        }
    }

    @Test
    void noTokenIsUsedTwiceHoweverItIsSent() throws IOException, InterruptedException {
        var rotation = new Rotation(100, shop::fresh);

        var run = turn(REFRESH, Optional.of(rotation)).run(TIME);

        assertThat(run.failed()).isZero();
        assertThat(run.figures().keySet())
                .containsExactly(
                        Figure.MICROS,
                        Figure.micros("beside"),
                        Figure.PER_SECOND,
                        Figure.ALLOCATED,
                        Figure.P50,
                        Figure.MEGABYTES);
        assertThat(run.figures().values()).allMatch(value -> value > 0);
        assertThat(rotation.handOver()).isNotEmpty();
    }

    @Test
    void whatIsRefusedWhereNothingIsToBeRefusedHasFailed() throws IOException, InterruptedException {
        var nothing = new Request(REFRESH.method(), "/refresh", REFRESH.fields(), "{}");

        var turn = turn(nothing, Optional.empty());

        assertThat(turn.works(Mode.SMOKE)).isFalse();
        assertThat(turn.run(TIME).failed()).isPositive();
    }

    private Optional<FastSender> wrk() {
        return Wrk.find(CHECKOUT, folder);
    }

    private RequestTurn turn(Request request, Optional<Rotation> rotation) throws IOException {
        var requests = rotation.map(tokens -> Requests.rotating(request, tokens))
                .orElseGet(() -> Requests.of(List.of(request)));
        var log = Files.createFile(folder.resolve("log"));
        var self = ProcessHandle.current();
        var equipment = new Equipment(wrk(), steady, Map.of("beside", self), Optional.empty());
        return new RequestTurn(
                new Exchange("refresh", 20, requests, "\"refresh_token\""),
                new Subject("shop", shop.url(), self, log),
                equipment);
    }
}
