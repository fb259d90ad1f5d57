package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the program for one target: from the turns that are taken to what people and machines read. It begins before anything is started. */
public final class Session {

    private final String target;
    private final Mode mode;
    private final Path checkout;
    private final Machine machine = Machine.now();
    private final Map<String, String> versions;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** @param target what is measured, as its option is called */
    public Session(String target, Mode mode, Path checkout) {
        this.target = target;
        this.mode = mode;
        this.checkout = checkout;
        this.versions = new LinkedHashMap<>(Map.of("gatehouse", Sources.version(checkout)));
    }

    public Mode mode() {
        return mode;
    }

    public Path checkout() {
        return checkout;
    }

    /** What measures at full speed; nothing where it is only to be seen whether something works. */
    public Optional<FastSender> fastSender() {
        return mode == Mode.SMOKE ? Optional.empty() : Optional.of(sender());
    }

    private FastSender sender() {
        var wrk = Wrk.find(checkout, checkout.resolve("bench/target").resolve(target));
        parameter("sender", wrk.isPresent() ? "wrk" : "the JDK's client");
        return wrk.orElseGet(JdkSender::new);
    }

    /** The version of another program. */
    public void version(String program, String version) {
        versions.put(program, version);
    }

    /** Something that was chosen, which figures depend on. */
    public void parameter(String name, Object value) {
        parameters.put(name, value.toString());
    }

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether every case works. */
    public boolean take(List<? extends Turn> turns) throws IOException, InterruptedException {
        return mode == Mode.SMOKE ? works(turns) : measured(new Turns(mode, turns));
    }

    private boolean measured(Turns turns) throws IOException, InterruptedException {
        var results = turns.measure();
        parameter("not warm", turns.unsettled());
        return measured(results);
    }

    /** Shows and writes down what was measured; whether no request failed. */
    public boolean measured(List<Result> results) throws IOException {
        System.out.print(Table.of(results));
        write(results);
        return results.stream().allMatch(result -> result.failed() == 0);
    }

    /** Writes down what was measured, and tells where. */
    public void write(List<Result> results) throws IOException {
        var report = new Report(target, machine, mode, versions, parameters, results);
        var file = report.write(checkout.resolve("bench/results"));
        System.out.println(machine.text() + "Written to " + checkout.relativize(file) + ", and beside it as a page");
    }

    private boolean works(List<? extends Turn> turns) throws IOException, InterruptedException {
        var all = true;
        for (var turn : turns) {
            var works = turn.works(mode);
            System.out.println(target + "/" + turn.name() + (works ? " works" : " FAILS") + " at " + turn.subject());
            all &= works;
        }
        return all;
    }
}
