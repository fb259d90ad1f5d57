package io.gatehouse.bench.measure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How long answers to one kind of request take at a fixed rate while others ask for what is dear. */
public final class StormTurn implements Turn {

    private static final int SETTLING_SHARE = 4;

    private final Exchange exchange;
    private final Exchange dear;
    private final int clients;
    private final Subject subject;
    private final SteadySender sender;

    public StormTurn(Exchange exchange, Exchange dear, int clients, Subject subject, SteadySender sender) {
        this.exchange = exchange;
        this.dear = dear;
        this.clients = clients;
        this.subject = subject;
        this.sender = sender;
    }

    @Override
    public String name() {
        return exchange.name() + "/" + clients;
    }

    @Override
    public String subject() {
        return subject.name();
    }

    /** Nothing: both kinds are warm from their own turns. */
    @Override
    public double warmUp(Duration time) {
        return 0;
    }

    @Override
    public Run run(Duration time) {
        var run = new Run();
        try (var storm = Storm.begin(clients, storm())) {
            sender.send(exchange, subject.url(), exchange.perSecond(), time.dividedBy(SETTLING_SHARE));
            var count = storm.count();
            Latencies.into(
                    run,
                    sender.send(exchange, subject.url(), exchange.perSecond(), time)
                            .all());
            count.into(run);
        }
        return run.with(Figure.MEGABYTES, subject.megabytes());
    }

    private Supplier<CompletableFuture<Boolean>> storm() {
        return sender.next(dear, subject.url());
    }
}
