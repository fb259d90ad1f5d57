package io.gatehouse.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One kind of request at one subject: what it costs as fast as answers come, then how long answers take at a fixed rate. */
public final class RequestTurn implements Turn {

    private static final int PERCENT = 100;
    private static final int BYTES_PER_KILOBYTE = 1 << 10;
    private static final Duration OWN_WARM_UP = Duration.ofSeconds(1);

    /** Among fewer, statements that nobody has asked for would weigh something. */
    private static final int REQUESTS_TO_COUNT = 100;

    private final Exchange exchange;
    private final Subject subject;
    private final String url;
    private final Equipment equipment;

    public RequestTurn(Exchange exchange, Subject subject, Equipment equipment) {
        this(exchange, subject, subject.url(), equipment);
    }

    /** At another door of the subject. */
    public RequestTurn(Exchange exchange, Subject subject, String url, Equipment equipment) {
        this.exchange = exchange;
        this.subject = subject;
        this.url = url;
        this.equipment = equipment;
    }

    @Override
    public String name() {
        return exchange.name();
    }

    @Override
    public String subject() {
        return subject.name();
    }

    @Override
    public boolean works(Mode mode) {
        var answers = equipment.steady().send(exchange, url, exchange.perSecond() * mode.share, mode.measured);
        return answers.all().failed() == 0 && (answers.refused() > 0) == exchange.refuses();
    }

    @Override
    public double warmUp(Duration time) throws IOException, InterruptedException {
        var own = subject.processorTime();
        var answers = sendFast(time);
        var cost = answers.microsOf(subject.processorTime().minus(own));
        // Our own client is cold as well, and whoever is measured first would pay for it.
        equipment.steady().send(exchange, url, exchange.perSecond(), OWN_WARM_UP);
        return cost;
    }

    @Override
    public Run run(Duration time) throws IOException, InterruptedException {
        var run = new Run();
        measureFast(run, time);
        Rest.await(subject.process());
        var steady = equipment.steady().send(exchange, url, exchange.perSecond(), time);
        Latencies.into(run, steady.all());
        run.withFailed(exchange.refuses() && steady.refused() == 0 ? 1 : 0);
        run.with(Figure.MEGABYTES, subject.megabytes());
        if (equipment.statements().isPresent()) {
            run.with(Figure.STATEMENTS, statements(equipment.statements().get()));
        }
        return run;
    }

    private void measureFast(Run run, Duration time) throws IOException, InterruptedException {
        var allocated = subject.allocated();
        var own = subject.processorTime();
        var beside = equipment.timesBeside();
        var answers = sendFast(time);
        run.with(Figure.MICROS, answers.microsOf(subject.processorTime().minus(own)));
        equipment
                .timesBeside()
                .forEach((name, after) ->
                        run.with(Figure.micros(name), answers.microsOf(after.minus(beside.get(name)))));
        run.with(Figure.PER_SECOND, answers.perSecond());
        if (allocated.isPresent()) {
            var bytes = subject.allocated().orElseThrow() - allocated.getAsLong();
            run.with(Figure.ALLOCATED, (double) bytes / BYTES_PER_KILOBYTE / Math.max(1, answers.requests()));
        }
        if (exchange.refuses()) {
            run.with(Figure.REFUSED, (double) PERCENT * answers.notGood() / Math.max(1, answers.requests()));
        }
        run.withFailed(answers.lost() + (exchange.refuses() ? 0 : answers.notGood()));
    }

    private Answers sendFast(Duration time) throws IOException, InterruptedException {
        var answers = equipment.fast().orElseThrow().send(exchange.requests(), url, time);
        exchange.requests().sent(answers);
        subject.shortenLog();
        return answers;
    }

    private double statements(StatementCount count) {
        var before = count.begin();
        var answers = equipment.steady().send(exchange, url, exchange.perSecond(), timeToCount());
        return (double) (count.end() - before) / answers.all().micros().getTotalCount();
    }

    private Duration timeToCount() {
        return Duration.ofMillis(Math.round(TimeUnit.SECONDS.toMillis(REQUESTS_TO_COUNT) / exchange.perSecond()));
    }
}
