package io.gatehouse.bench.measure;

import java.util.List;
import java.util.Optional;

/**
 * What was found of one case at one subject.
 *
 * @param failed requests that were not answered as they should be, in all runs
 */
public record Result(String name, String subject, long failed, List<Finding> findings) {

    static Result of(Turn turn, List<Run> runs) {
        return of(turn.name(), turn.subject(), runs);
    }

    public static Result of(String name, String subject, List<Run> runs) {
        return new Result(
                name,
                subject,
                runs.stream().mapToLong(Run::failed).sum(),
                runs.stream()
                        .flatMap(run -> run.figures().keySet().stream())
                        .distinct()
                        .map(figure -> Finding.of(figure, runs))
                        .toList());
    }

    public Optional<Finding> find(String figure) {
        return findings.stream()
                .filter(finding -> finding.figure().equals(figure))
                .findFirst();
    }
}
