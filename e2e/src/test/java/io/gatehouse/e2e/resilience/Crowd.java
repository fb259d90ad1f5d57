package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.AtOnce;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** People who all try all doors at once. */
record Crowd(List<Person> people) {

    static Crowd of(Cluster cluster, int size) {
        return new Crowd(Stream.generate(() -> Person.signUp(cluster.client()))
                .limit(size)
                .toList());
    }

    /** The same, when each of these doors has let all of them in at once: replicas that have just started do not, for a moment. */
    static Crowd warm(Cluster cluster, int size, Collection<Door> doors) throws Exception {
        var crowd = of(cluster, size);
        long began = System.nanoTime();
        var visits = crowd.visit(doors);
        while (!visits.stream().allMatch(Visit::succeeded) && System.nanoTime() - began < Budgets.COLD.toNanos()) {
            visits = crowd.visit(doors);
        }
        assertThat(visits).allMatch(Visit::succeeded);
        return crowd;
    }

    /** Everybody at each of these doors, all at once. */
    List<Visit> visit(Collection<Door> doors) throws Exception {
        var visits = people.stream()
                .flatMap(person -> doors.stream().<Callable<Visit>>map(door -> () -> Visit.of(person, door)))
                .toList();
        return AtOnce.allTogether(visits);
    }

    /** How long all of them are served at once where nothing is amiss. */
    Waits calm(Collection<Door> doors) throws Exception {
        var visits = visit(doors);
        assertThat(visits).allMatch(Visit::succeeded);
        return Waits.of(visits);
    }

    /**
     * How long it takes, from now on, until each of these doors has let somebody in; or the time that is granted, and no end.
     *
     * @param patience within which the visit begins that is let in
     * @param machine how long that may take beyond it
     */
    Duration untilOpen(Collection<Door> doors, Duration patience, Duration machine) throws Exception {
        return untilOpen(people.subList(0, 1), doors, patience, machine);
    }

    /** The same for everybody, all at once: each replica and each of its event loops has to be well again. */
    Duration untilOpenToAll(Collection<Door> doors, Duration patience) throws Exception {
        return untilOpen(people, doors, patience, Budgets.MACHINE);
    }

    private static Duration untilOpen(
            Collection<Person> people, Collection<Door> doors, Duration patience, Duration machine) throws Exception {
        long began = System.nanoTime();
        var waiting = people.stream()
                .flatMap(person -> doors.stream()
                        .<Callable<Visit>>map(
                                door -> () -> Eventually.ask(patience, () -> Visit.of(person, door), Visit::succeeded)))
                .toList();
        var last = AtOnce.allTogether(waiting);
        var time = Duration.ofNanos(System.nanoTime() - began);
        assertThat(last).as("after %s", patience).allMatch(Visit::succeeded);
        assertThat(time).isLessThan(patience.plus(machine));
        return time;
    }
}
