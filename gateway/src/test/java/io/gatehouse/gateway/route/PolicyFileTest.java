package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.ratelimit.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the routes file says of limits. */
class PolicyFileTest {

    private static final String WHOLE = """
            upstreams:
              things: {url: "http://things:1"}
            policies:
              slow:
                quota: 3
                window: 1m
                burst: 2
                key: [client, address]
                plans:
                  gold: {quota: 6, burst: 4}
                  silver:
                    quota: 5
                    window: 2m
                redis_failure: closed
                shadow: true
                lease: 1
              plain:
                quota: 7
                window: 1h
                key: address
            refused:
              limits: [plain]
            routes:
              - id: thing
                match: {paths: [/things]}
                upstream: things
                identity: none
                limits: [{policy: slow, cost: 2}, plain]
            """;

    @Test
    void everyKeyIsRead() {
        var file = parse(WHOLE);

        var minute = Duration.ofMinutes(1);
        var slow = new Policy(
                "slow",
                new Rate(30, minute, 20),
                List.of(Policy.Key.ADDRESS, Policy.Key.CLIENT),
                Map.of("gold", new Rate(60, minute, 40), "silver", new Rate(50, Duration.ofMinutes(2), 50)),
                Policy.WithoutRedis.CLOSED,
                true,
                1);
        var plain = new Policy(
                "plain",
                new Rate(70, Duration.ofHours(1), 70),
                List.of(Policy.Key.ADDRESS),
                Map.of(),
                Policy.WithoutRedis.LOCAL,
                false,
                0);
        assertThat(file.policies()).isEqualTo(Map.of("slow", slow, "plain", plain));
        assertThat(file.policies().get("slow").plans().keySet()).containsExactly("gold", "silver");
        assertThat(file.refused()).containsExactly(new Limit(plain, 1));
        // Those that may refuse stand before the shadows.
        assertThat(file.routes().getFirst().limits()).containsExactly(new Limit(plain, 1), new Limit(slow, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quota: 3 | quota: 0 | 5: quota must be at least 1",
                "quota: 3 | quota: many | 5: quota: 'many' is no whole number",
                "quota: 3 | quota: 9223372036854775807 | 5: long overflow",
                "quota: 3 | quota: 6000001000 | 5: quota exceeds 1000000 per second",
                "window: 1m | window: 10ms | 6: window must be between 1s and 31d",
                "burst: 2 | burst: 0 | 5: burst must be at least 1 and at most what 366d earn",
                "burst: 2 | burst: 99999999 | 5: burst must be at least 1 and at most what 366d earn",
                "burst: 2 | bust: 2 | 7: unknown key 'bust' in a policy; known are"
                        + " [quota, window, burst, key, plans, redis_failure, shadow, lease]",
                "[client, address] | [client, adress] | 8: 'adress' is none of [address, route, account, client]",
                "[client, address] | [client, client] | 8: the key 'client' stands here twice",
                "[client, address] | [] | 8: a policy counts by something",
                "quota: 6, burst | quota: 0, burst | 10: quota must be at least 1",
                "quota: 6, burst | quota: 6, bust | 10: unknown key 'bust' in a plan; known are [quota, window, burst]",
                "silver: | si lver: | 12: 'si lver' is no plan: letters, digits and any of _ . : -",
                "window: 2m | window: 2 | 13: window: '2' is no time, such as 500ms, 10s, 1m, 1h, 1d",
                "redis_failure: closed | redis_failure: shut | 14: 'shut' is none of [open, closed, local]",
                "shadow: true | shadow: yes | 15: 'yes' is neither true nor false",
                "lease: 1 | lease: 21 | 5: lease must be between 0 and the burst",
                "lease: 1 | lease: -1 | 5: lease must be between 0 and the burst",
                "limits: [plain] | limits: [slow] | 22: the policy 'slow' counts by more than the address",
                "limits: [plain] | limit: [plain] | 22: unknown key 'limit' in what is refused; known are [limits]",
                "cost: 2 | cost: 0 | 28: a cost is at least 1",
                "cost: 2 | cost: 21 | 28: the policy 'slow' never has 21 at once",
                "cost: 2 | cost: 99999999999 | 28: cost: '99999999999' is not between -2147483648 and 2147483647",
                "cost: 2 | price: 2 | 28: unknown key 'price' in a limit; known are [policy, cost]",
                "key: [client, address] | key: [client, route] | 28: the policy 'slow' counts by [route, client], and 'identity:"
                        + " none' looks at no token; count by address here",
                "{policy: slow, | {policy: fast, | 28: there is no policy 'fast'; there are [slow, plain]",
                "cost: 2}, plain] | cost: 2}, slow] | 28: the policy 'slow' stands here twice"
            })
    void mistakeIsToldWithItsLine(String right, String wrong, String sentence) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))))
                .satisfies(refused -> assertThat(refused.mistakes()).startsWith("routes.yaml:" + sentence));
    }

    @Test
    void windowThatPlansInheritIsToldOnce() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> parse(WHOLE.replace("window: 1m", "window: 10ms")))
                .withMessage("routes.yaml:6: window must be between 1s and 31d");
    }

    private static RouteFile parse(String text) {
        return RouteFile.parse("routes.yaml", text, _ -> null, 10);
    }
}
