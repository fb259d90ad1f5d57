package io.gatehouse.bench.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures case by case; all subjects of a case take turns, so that whatever else the machine does meets each of them. */
public final class Turns {

    public static final int RUNS = 3;

    /** A round of warming up that costs no less than this share of the cheapest before has changed nothing. */
    private static final double SETTLED = 0.97;

    /** As many in a row must have changed nothing: compilers rest now and then. */
    private static final int SETTLED_ROUNDS = 2;

    private final Mode mode;
    private final List<Turn> turns;
    private final Set<String> unsettled = new TreeSet<>();

    public Turns(Mode mode, List<? extends Turn> turns) {
        this.mode = mode;
        this.turns = List.copyOf(turns);
    }

    /** What each case costs at each subject, when all are warm. */
    public List<Result> measure() throws IOException, InterruptedException {
        warmUp();
        return measureAsTheyAre();
    }

    /** Those who still got cheaper when the warm-up was over: their figures are of a program that is not warm. */
    public Set<String> unsettled() {
        return unsettled;
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
     * Rounds of all cases of each subject, until they get no cheaper: compilers of JVMs take their time, and a JVM that has seen
     * one case alone compiles it as no service in use would.
     */
    private void warmUp() throws IOException, InterruptedException {
        System.out.println("Warming up");
        var cheapest = new HashMap<Turn, Double>();
        var unchanged = new HashMap<String, Integer>();
        turns.forEach(turn -> unsettled.add(turn.subject()));
        int round = 0;
        while (!unsettled.isEmpty() && round < mode.warmUpRounds) {
            round++;
            var cheaper = cheaper(cheapest);
            unsettled.forEach(
                    subject -> unchanged.compute(subject, (_, rounds) -> since(rounds, cheaper.contains(subject))));
            unsettled.removeIf(subject -> unchanged.get(subject) >= SETTLED_ROUNDS);
        }
        System.out.println("Warmed up in " + round + " rounds" + (unsettled.isEmpty() ? "" : ", but not " + unsettled));
    }

    private static int since(Integer rounds, boolean isCheaper) {
        return isCheaper || rounds == null ? 0 : rounds + 1;
    }

    /** Which of those that are not settled have got cheaper in one more round, on the average of their cases: each alone is up to chance. */
    private Set<String> cheaper(Map<Turn, Double> cheapest) throws IOException, InterruptedException {
        var shares = new HashMap<String, DoubleSummaryStatistics>();
        for (var turn : turns) {
            if (unsettled.contains(turn.subject())) {
                var cost = turn.warmUp(mode.warmUp);
                if (cost > 0) {
                    shares.computeIfAbsent(turn.subject(), _ -> new DoubleSummaryStatistics())
                            .accept(cost / cheapest.getOrDefault(turn, Double.MAX_VALUE));
                    cheapest.merge(turn, cost, Math::min);
                }
            }
        }
        shares.values().removeIf(share -> share.getAverage() >= SETTLED);
        return shares.keySet();
    }
}
