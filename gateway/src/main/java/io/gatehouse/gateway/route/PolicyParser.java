package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.ratelimit.Rate;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes policies, and the limits of routes that name them. */
final class PolicyParser {

    // As claims name them.
    private static final Pattern PLAN = Pattern.compile("[\\w.:-]{1,64}");

    private final long multiplier;

    // A name whose value is wrong stands here with none: that mistake is told, and not that the name is missing.
    private final Map<String, Policy> policies = new LinkedHashMap<>();

    /** @param multiplier what every quota and burst is multiplied by */
    PolicyParser(long multiplier) {
        this.multiplier = multiplier;
    }

    /** All of them; only when nothing was wrong. */
    Map<String, Policy> policies() {
        return Map.copyOf(policies);
    }

    void policy(String name, YamlValue value) {
        policies.put(name, null);
        Names.check(name, value);
        var fields = value.fields(
                "a policy", "quota", "window", "burst", "key", "plans", "redis_failure", "shadow", "lease");
        var window = fields.get("window", PolicyParser::window);
        var rate = rate(fields, window);
        var keys = fields.get("key", PolicyParser::keys);
        var plans = new LinkedHashMap<String, Rate>();
        fields.get("plans", YamlValue::mapping, Map.<String, YamlValue>of())
                .forEach((plan, given) -> plans.put(plan, fields.part(() -> plan(plan, given, window))));
        var failure =
                fields.get("redis_failure", given -> given.oneOf(Policy.WithoutRedis.class), Policy.WithoutRedis.LOCAL);
        boolean shadow = fields.get("shadow", YamlValue::bool, false);
        int lease = fields.get("lease", YamlValue::wholeNumber, 0);
        fields.make(() -> new Policy(name, rate, keys, plans, failure, shadow, lease))
                .ifPresent(policy -> policies.put(name, policy));
    }

    /** Names of policies, or {@code {policy, cost}}. */
    List<Limit> limits(YamlValue value) {
        var names = new HashSet<String>();
        var limits = value.each(item -> limit(item, names));
        // Those that may refuse come first: so the script is told how many they are.
        return limits == null
                ? null
                : limits.stream()
                        .sorted(Comparator.comparing(limit -> limit.policy().shadow()))
                        .toList();
    }

    /** The same for a route; where nobody shows a token, none may count by tokens alone. */
    List<Limit> limits(YamlValue value, Access access) {
        var limits = limits(value);
        if (limits != null && access != null && access.identity() == IdentityRule.NONE) {
            limits.stream()
                    .map(Limit::policy)
                    .filter(Policy::needsTokens)
                    .findFirst()
                    .ifPresent(policy -> {
                        throw value.refused("the policy '" + policy.name() + "' counts by "
                                + policy.keys().stream().map(Names::wire).toList()
                                + ", and 'identity: none' looks at no token; count by address here");
                    });
        }
        return limits;
    }

    /** Limits of requests of which nothing but the address is known. */
    List<Limit> limitsByAddress(YamlValue value) {
        var limits = limits(value);
        for (var limit : limits == null ? List.<Limit>of() : limits) {
            if (!limit.policy().keys().equals(List.of(Policy.Key.ADDRESS))) {
                throw value.refused("the policy '" + limit.policy().name() + "' counts by more than the address");
            }
        }
        return limits;
    }

    private Limit limit(YamlValue item, Set<String> names) {
        if (!item.isMapping()) {
            return limit(item, item, 1, names);
        }
        var fields = item.fields("a limit", "policy", "cost");
        int cost = fields.get("cost", YamlValue::wholeNumber, 1);
        return limit(item, fields.get("policy"), cost, names);
    }

    private Limit limit(YamlValue item, YamlValue named, int cost, Set<String> names) {
        var name = named.text();
        if (!policies.containsKey(name)) {
            throw named.refused("there is no policy '" + name + "'; there are " + policies.keySet());
        }
        if (!names.add(name)) {
            throw named.refused("the policy '" + name + "' stands here twice");
        }
        var policy = policies.get(name);
        return policy == null ? null : item.checked(() -> new Limit(policy, cost));
    }

    private static List<Policy.Key> keys(YamlValue value) {
        var names = new HashSet<String>();
        var keys = value.each(item -> {
            if (!names.add(item.text())) {
                throw item.refused("the key '" + item.text() + "' stands here twice");
            }
            return item.oneOf(Policy.Key.class);
        });
        if (names.isEmpty()) {
            throw value.refused("a policy counts by something");
        }
        return keys;
    }

    private Rate plan(String name, YamlValue value, Duration window) {
        if (!PLAN.matcher(name).matches()) {
            throw value.refused("'" + name + "' is no plan: letters, digits and any of _ . : -");
        }
        var fields = value.fields("a plan", "quota", "window", "burst");
        return rate(fields, fields.get("window", PolicyParser::window, window));
    }

    /** Null where something was wrong with it, which is told. */
    private Rate rate(YamlFields fields, Duration window) {
        var quota = fields.get("quota", this::multiplied);
        var burst = fields.get("burst", this::multiplied, quota);
        return quota == null || window == null ? null : fields.part(() -> new Rate(quota, window, burst));
    }

    // Checked by itself: plans inherit it, and what is wrong with it is told once.
    private static Duration window(YamlValue value) {
        return value.checked(() -> Rate.checkWindow(value.duration()));
    }

    private long multiplied(YamlValue amount) {
        return amount.checked(() -> Math.multiplyExact(amount.number(), multiplier));
    }
}
