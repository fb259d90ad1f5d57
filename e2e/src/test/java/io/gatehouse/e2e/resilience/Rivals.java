package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.AtOnce;
import io.gatehouse.local.test.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Many clients at both gateways, each at an address of its own, who do the same thing at the same instant. */
record Rivals(Cluster cluster, int count) {

    private static final Duration MAIL = Duration.ofSeconds(30);

    /** What became of each of them. */
    <T> List<T> all(Function<Api, T> action) throws Exception {
        var turn = new AtomicInteger();
        var gateways = cluster.gateway().replicas();
        return AtOnce.allTogether(count, () -> {
            var gateway = gateways.get(turn.getAndIncrement() % gateways.size());
            return action.apply(Api.at(gateway::at));
        });
    }

    /** How many were answered in which way: a status, and the code of a problem. */
    Map<String, Long> outcomes(Function<Api, Api.Answer> action) throws Exception {
        return outcomes(all(action));
    }

    static Map<String, Long> outcomes(List<Api.Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Rivals::outcome, Collectors.counting()));
    }

    /** The token of the newest link to a page that somebody was mailed. */
    String mailedToken(String email, String page) {
        var links = Eventually.ask(MAIL, () -> links(email, page), found -> !found.isEmpty());
        return links.getLast().getFragment().substring("token=".length());
    }

    private List<URI> links(String email, String page) {
        return cluster.servers().inbox().mailsTo(email).stream()
                .flatMap(mail -> mail.links().stream())
                .filter(link -> link.contains(page + "#token="))
                .map(URI::create)
                .toList();
    }

    private static String outcome(Api.Answer answer) {
        return answer.status() < 400 ? Integer.toString(answer.status()) : answer.status() + " " + answer.code();
    }
}
