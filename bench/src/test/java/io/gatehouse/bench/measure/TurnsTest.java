package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<String> order = new ArrayList<>();

    @Test
    void theSubjectsOfACaseTakeTurns() throws IOException, InterruptedException {
        var turns = List.of(
                new Scripted("plain", "a", 3, 1, 2),
                new Scripted("plain", "b", 9, 9, 9),
                new Scripted("post", "a", 5, 6, 7));

        var results = new Turns(Mode.SMOKE, turns).measure();

        assertThat(order)
                .containsExactly(
                        "plain a", "plain b", "plain a", "plain b", "plain a", "plain b", "post a", "post a", "post a");
        assertThat(results.getFirst().find("micros")).hasValue(new Finding("micros", 1, true, 2, 1, 3));
        assertThat(results).extracting(Result::failed).containsExactly(3L, 3L, 3L);
    }

    @Test
    void eachIsWarmedUpUntilItGetsNoCheaper() throws IOException, InterruptedException {
        var warm = new Warming("a", 9, 9, 9);
        var cold = new Warming("b", 9, 8, 7, 6);
        var turns = new Turns(Mode.QUICK, List.of(warm, cold));

        turns.measure();

        assertThat(List.of(warm, cold)).noneMatch(turn -> turn.costs.hasNext());
        assertThat(turns.unsettled()).containsExactly("b");
    }

    /** Costs what it is told to in each round of warming up. */
    private static final class Warming implements Turn {
        private final String subject;
        private final Iterator<Double> costs;

        Warming(String subject, double... costs) {
            this.subject = subject;
            this.costs = DoubleStream.of(costs).iterator();
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String subject() {
            return subject;
        }

        @Override
        public double warmUp(Duration time) {
            return costs.next();
        }

        @Override
        public Run run(Duration time) {
            return new Run();
        }
    }

    /** Costs what it is told to, one after the other, and fails once in each run. */
    private final class Scripted implements Turn {
        private final String name;
        private final String subject;
        private final Iterator<Double> costs;

        Scripted(String name, String subject, double... costs) {
            this.name = name;
            this.subject = subject;
            this.costs = DoubleStream.of(costs).iterator();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String subject() {
            return subject;
        }

        @Override
        public double warmUp(Duration time) {
            return 0;
        }

        @Override
        public Run run(Duration time) {
            order.add(name + " " + subject);
            return new Run().with(Figure.MICROS, costs.next()).withFailed(1);
        }
    }
}
