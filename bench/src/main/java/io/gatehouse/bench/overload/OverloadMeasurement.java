package io.gatehouse.bench.overload;

import java.net.URI;
import java.time.Duration;

/** How somebody does at three times the best. */
public final class OverloadMeasurement {

    private static final int TIMES = 3;
    private static final double TENTH = 0.1;
    private static final double HALF = 50;
    private static final double NINETY_NINE = 99;
    private static final int[] CLIENTS = {16, 32, 64};
    private static final double USUALLY_WITHIN = 3;

    // Nothing is shed in the first twenty seconds.
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofSeconds(8);

    private final Duration time;

    public OverloadMeasurement(Duration time) {
        this.time = time;
    }

    public OverloadResult measure(String name, boolean sheds, URI management, Traffic traffic) {
        System.out.println("Measuring " + name + (sheds ? "" : ", without shedding"));
        traffic.closed(CLIENTS[1], WARM_UP);
        traffic.connect();
        double best = 0;
        var each = time.dividedBy(CLIENTS.length);
        var own = own();
        for (int clients : CLIENTS) {
            best = Math.max(best, traffic.closed(clients, each).goodPerSecond(each));
        }
        double ownCores = cores(own);
        var calm = traffic.open(best * TENTH, AFTERWARDS.dividedBy(2));
        own = own();
        Tally overload;
        var probes = Probes.begin(management);
        try (probes) {
            overload = traffic.open(best * TIMES, time);
        }
        double ownCoresInOverload = cores(own);
        var back = traffic.open(best * TENTH, AFTERWARDS).calmAfter(calm.millis(HALF) * USUALLY_WITHIN);
        return new OverloadResult(
                name,
                sheds,
                best,
                ownCores,
                overload.goodPerSecond(time),
                ownCoresInOverload,
                overload.millis(HALF),
                overload.millis(NINETY_NINE),
                overload.lateMillis(NINETY_NINE),
                overload.goodShare(Kind.HIGH),
                overload.goodShare(Kind.NORMAL),
                overload.goodShare(Kind.LOW),
                overload.shed(),
                overload.failed(),
                probes.asked(),
                probes.failed(),
                probes.millis(NINETY_NINE),
                back.toMillis());
    }

    // Without children: who is measured may be one.
    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private double cores(Duration before) {
        return (double) own().minus(before).toNanos() / time.toNanos();
    }
}
