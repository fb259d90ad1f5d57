package io.gatehouse.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures case by case; all subjects of a case take turns, so that whatever else the machine does meets each of them. */
public final class Turns {

    public static final int RUNS = 3;

    /** A round of warming up that costs no less than this share of the cheapest before has changed nothing. */
    private static final double SETTLED = 0.97;

    /** As many in a row must have changed nothing: compilers rest now and then. */
    private static final int SETTLED_ROUNDS = 2;

    private static final int MOST_ROUNDS = 12;

    private final Mode mode;
    private final List<Turn> turns;

    public Turns(Mode mode, List<? extends Turn> turns) {
        this.mode = mode;
        this.turns = List.copyOf(turns);
    }

    /** What each case costs at each subject, when all are warm. */
    public List<Result> measure() throws IOException, InterruptedException {
        warmUp();
        return measureAsTheyAre();
    }

    /** The same without warming up. */
    public List<Result> measureAsTheyAre() throws IOException, InterruptedException {
        var results = new ArrayList<Result>();
        for (var name : turns.stream().map(Turn::name).distinct().toList()) {
            System.out.println("Measuring " + name);
            results.addAll(
                    take(turns.stream().filter(turn -> turn.name().equals(name)).toList()));
        }
        return results;
    }

    private List<Result> take(List<Turn> ofCase) throws IOException, InterruptedException {
        var runs = ofCase.stream().collect(Collectors.toMap(turn -> turn, _ -> new ArrayList<Run>()));
        for (int round = 0; round < RUNS; round++) {
            for (var turn : ofCase) {
                runs.get(turn).add(turn.run(mode.measured.dividedBy(RUNS)));
            }
        }
        return ofCase.stream().map(turn -> Result.of(turn, runs.get(turn))).toList();
    }

    /**
     * As many rounds of all cases for each subject, until none gets cheaper or the time is over: compilers of JVMs take their
     * time, and a JVM that has seen one case alone compiles it as no service in use would.
     */
    private void warmUp() throws IOException, InterruptedException {
        System.out.println("Warming up");
        var cheapest = new HashMap<Turn, Double>();
        var end = System.nanoTime() + mode.warmUpAtMost.toNanos();
        int unchanged = 0;
        int round = 0;
        while (unchanged < SETTLED_ROUNDS && round < MOST_ROUNDS && System.nanoTime() - end < 0) {
            round++;
            unchanged = isCheaper(cheapest, mode.warmUp) ? 0 : unchanged + 1;
        }
        System.out.println("Warmed up in " + round + " rounds" + (unchanged < SETTLED_ROUNDS ? ", not settled" : ""));
    }

    private boolean isCheaper(Map<Turn, Double> cheapest, Duration time) throws IOException, InterruptedException {
        var cheaper = false;
        for (var turn : turns) {
            var cost = turn.warmUp(time);
            cheaper |= cost < SETTLED * cheapest.getOrDefault(turn, Double.MAX_VALUE) && cost > 0;
            cheapest.merge(turn, cost, Math::min);
        }
        return cheaper;
    }
}
