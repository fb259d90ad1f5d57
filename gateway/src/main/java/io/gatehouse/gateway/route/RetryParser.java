package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes what a route says of retries. */
final class RetryParser {

    private RetryParser() {}

    static RetryPolicy parse(YamlValue value) {
        var usual = RetryPolicy.DEFAULT;
        var fields = value.fields("retries", "attempts", "on", "keyed");
        return value.checked(() -> new RetryPolicy(
                fields.get("attempts", YamlValue::wholeNumber, usual.attempts()),
                fields.get("on", RetryParser::reasons, usual.on()),
                fields.get("keyed", YamlValue::bool, usual.keyed())));
    }

    private static Set<Reason> reasons(YamlValue value) {
        return value.list().stream().map(RetryParser::reason).collect(Collectors.toSet());
    }

    private static Reason reason(YamlValue value) {
        var text = value.text();
        return Stream.of(Reason.values())
                .filter(reason -> reason.wire.equals(text))
                .findFirst()
                .orElseThrow(() -> value.refused("'" + text + "' is none of "
                        + Stream.of(Reason.values()).map(reason -> reason.wire).toList()));
    }
}
