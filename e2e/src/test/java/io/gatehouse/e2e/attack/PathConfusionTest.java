package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Paths that gateway and service could read differently: however an operation is spelled, it is refused, or it is that
 * operation with all that guards it. Asked of every operation of the served API document.
 */
@Attack
class PathConfusionTest {

    private static final Pattern POLICY = Pattern.compile("\"([a-z-]+)\"");
    private static final Set<String> REFUSALS = Set.of("malformed_request", "not_found", "method_not_allowed");
    private static final int SEED = 1;

    private final Gatehouse gatehouse;
    private final ApiDocument document;
    private Owners owners;

    PathConfusionTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.document = ApiDocument.servedBy(gatehouse);
    }

    @BeforeEach
    void signIn() {
        owners = Owners.in(gatehouse);
    }

    @Test
    void noSpellingWalksAroundALimit() {
        var around = new LinkedHashMap<String, String>();
        var sample = new Sample();
        int asked = 0;
        var changed = true;
        for (var operation : document.operations()) {
            // Changes may end what who sends them had.
            owners = changed ? new Owners(Person.in(gatehouse), owners.administration()) : owners;
            changed = !operation.safe();
            var path = owners.target(operation);
            var limits = limits(ask(operation, path));
            assertThat(limits).as(operation.name()).isNotEmpty();
            for (var spelling : Spellings.of(path)) {
                if (!sample.takes()) {
                    continue;
                }
                var answer = ask(operation, spelling);
                asked++;
                if (!refused(answer) && !limits(answer).equals(limits)) {
                    around.put(operation + " as " + spelling, answer.toString());
                }
            }
        }

        System.out.printf("%d spellings of paths, none around a limit%n", asked);
        assertThat(asked).isGreaterThan(10_000 / Sample.ONE_IN);
        assertThat(around).isEmpty();
    }

    @Test
    void noSpellingLetsNobodyIn() {
        var guarded = document.operations().stream().filter(Operation::guarded).toList();

        assertThat(guarded).isNotEmpty();
        double before = passedOn();
        assertThat(let(guarded, null)).isEmpty();
        assertThat(passedOn()).as("requests of nobody passed on to services").isEqualTo(before);
    }

    @Test
    void noSpellingLetsAPersonAdminister() {
        var administered =
                document.operations().stream().filter(Operation::administered).toList();

        assertThat(administered).isNotEmpty();
        assertThat(let(administered, owners.token(Caller.PERSON))).isEmpty();
        assertThat(new Api(gatehouse).me(owners.token(Caller.PERSON)).status()).isEqualTo(200);
    }

    /** Where one gets in, at the gateway or past it. */
    private Map<String, String> let(List<Operation> operations, String token) {
        var let = new LinkedHashMap<String, String>();
        var sample = new Sample();
        for (var operation : operations) {
            for (var spelling : Spellings.of(owners.target(operation))) {
                if (!sample.takes()) {
                    continue;
                }
                for (var door : List.of(gatehouse.gateway(""), gatehouse.authService(""), gatehouse.userService(""))) {
                    var answer = send(door.getPort(), operation, spelling, token);
                    if (answer.status() < 400) {
                        let.put(operation.method() + " " + door + " " + spelling, answer.toString());
                    }
                }
            }
        }
        return let;
    }

    /** Asks at the gateway as somebody who is signed in, whatever was ended by those before. */
    private Wire.Answer ask(Operation operation, String target) {
        var answer = send(gatehouse.gatewayPort(), operation, target, owners.token(Caller.PERSON));
        if (!answer.body().contains("\"session_revoked\"")) {
            return answer;
        }
        owners = new Owners(Person.in(gatehouse), owners.administration());
        return send(gatehouse.gatewayPort(), operation, target, owners.token(Caller.PERSON));
    }

    /** How many requests the gateway has passed on to services. */
    private double passedOn() {
        return gatehouse.metric("gatehouse_gateway_upstream_requests_total");
    }

    private static Wire.Answer send(int port, Operation operation, String target, String token) {
        var bytes = new String(target.getBytes(UTF_8), ISO_8859_1);
        return Wire.send(port, new GoodRequest(operation, token, new Random(SEED)).to(bytes));
    }

    // As no route's: what a service refuses was counted.
    private static boolean refused(Wire.Answer answer) {
        return answer.status() >= 400
                && limits(answer).isEmpty()
                && REFUSALS.stream().anyMatch(code -> answer.body().contains('"' + code + '"'));
    }

    private static Set<String> limits(Wire.Answer answer) {
        return POLICY.matcher(Objects.requireNonNullElse(answer.field("RateLimit-Policy"), ""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
