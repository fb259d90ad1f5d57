package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.bench.measure.Spread;
import io.gatehouse.bench.measure.Wrk;
import io.gatehouse.local.server.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Measures each kind of read at all readers; they take turns. */
public final class UsersMeasurement implements AutoCloseable {

    static final int RUNS = 3;

    /** A round of warming up that costs no less than this share of the cheapest before has changed nothing. */
    private static final double SETTLED = 0.97;

    /** As many in a row must have changed nothing: compilers rest now and then. */
    private static final int SETTLED_ROUNDS = 2;

    private static final int MOST_ROUNDS = 12;

    private static final Duration START = Duration.ofSeconds(60);
    private static final int OK = 200;

    /** A field that each profile has once. */
    private static final Pattern PROFILE = Pattern.compile("\"created_at\":\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Mode mode;
    private final List<Reader> readers;
    private final ProcessHandle postgres;
    private final List<UUID> people;
    private final String token;

    private record Run(Wrk.Answers answers, double processorMicros, double postgresMicros) {}

    /** @param token one that sees everything, at those who ask for one */
    public UsersMeasurement(Mode mode, List<Reader> readers, ProcessHandle postgres, List<UUID> people, String token) {
        this.mode = mode;
        this.readers = readers;
        this.postgres = postgres;
        this.people = people;
        this.token = token;
    }

    /** Waits until all readers answer each kind as they should; fails with the first that does not. */
    public void check() throws InterruptedException {
        for (var reader : readers) {
            for (var kind : ReadKind.values()) {
                var patience = Patience.of(START);
                while (!answers(reader, kind)) {
                    if (!reader.process().isAlive() || patience.isOver()) {
                        throw new IllegalArgumentException(kind.label + " does not work at " + reader.name());
                    }
                    patience.pause();
                }
                System.out.println(kind.label + " works at " + reader.name());
            }
        }
    }

    /** What each kind costs at each reader, when all are warm. */
    public List<UsersResult> measure(Wrk wrk) throws IOException, InterruptedException {
        warmUp(wrk);
        var results = new ArrayList<UsersResult>();
        for (var kind : ReadKind.values()) {
            System.out.println("Measuring " + kind.label);
            results.addAll(measure(kind, wrk));
        }
        return results;
    }

    /** As many rounds of all kinds for each reader, until none gets cheaper: compilers of JVMs take their time. */
    private void warmUp(Wrk wrk) throws IOException, InterruptedException {
        var cheapest = new HashMap<String, Double>();
        int unchanged = 0;
        int round = 0;
        while (unchanged < SETTLED_ROUNDS && round < MOST_ROUNDS) {
            round++;
            unchanged = isCheaper(wrk, cheapest) ? 0 : unchanged + 1;
        }
        System.out.println("Warmed up in " + round + " rounds" + (unchanged < SETTLED_ROUNDS ? ", not settled" : ""));
    }

    private boolean isCheaper(Wrk wrk, Map<String, Double> cheapest) throws IOException, InterruptedException {
        var cheaper = false;
        for (var kind : ReadKind.values()) {
            for (var reader : readers) {
                var name = kind.label + " " + reader.name();
                var cost = run(kind, reader, wrk, mode.warmUp).processorMicros;
                cheaper |= cost < SETTLED * cheapest.getOrDefault(name, Double.MAX_VALUE);
                cheapest.merge(name, cost, Math::min);
            }
        }
        return cheaper;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private List<UsersResult> measure(ReadKind kind, Wrk wrk) throws IOException, InterruptedException {
        var runs = new ArrayList<List<Run>>();
        readers.forEach(_ -> runs.add(new ArrayList<>()));
        for (int turn = 0; turn < RUNS; turn++) {
            for (int i = 0; i < readers.size(); i++) {
                runs.get(i).add(run(kind, readers.get(i), wrk, mode.measured.dividedBy(RUNS)));
            }
        }
        var results = new ArrayList<UsersResult>();
        for (int i = 0; i < readers.size(); i++) {
            results.add(result(kind, readers.get(i), runs.get(i)));
        }
        return results;
    }

    private Run run(ReadKind kind, Reader reader, Wrk wrk, Duration time) throws IOException, InterruptedException {
        var own = reader.processorTime();
        var database = ProcessorTime.of(postgres);
        var answers = wrk.send(kind.requests(people, token), reader.port(), time);
        return new Run(
                answers,
                micros(reader.processorTime().minus(own), answers.requests()),
                micros(ProcessorTime.of(postgres).minus(database), answers.requests()));
    }

    private boolean answers(Reader reader, ReadKind kind) throws InterruptedException {
        var path = kind.paths(people).findFirst().orElseThrow();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + reader.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == OK
                    && PROFILE.matcher(answer.body()).results().count() == kind.profiles;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static UsersResult result(ReadKind kind, Reader reader, List<Run> runs) {
        return new UsersResult(
                kind.label,
                reader.name(),
                Spread.of(runs.stream(), Run::processorMicros),
                Spread.of(runs.stream(), Run::postgresMicros),
                Spread.of(runs.stream(), run -> run.answers.perSecond()),
                runs.stream()
                        .mapToLong(run -> run.answers.notGood() + run.answers.lost())
                        .sum(),
                reader.megabytes());
    }

    private static double micros(Duration time, long requests) {
        return (double) time.toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / Math.max(1, requests);
    }
}
