package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.Sizes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the served API document, asked with values that nobody sends who means well: none fails, and each answer is
 * one that the document lists. {@code -Dgatehouse.e2e.seed=N} repeats a run.
 */
@Attack
class FuzzTest {

    private static final int ROUNDS = Sizes.LONG ? 60 : 3;
    private static final long SEED = Long.getLong("gatehouse.e2e.seed", Sizes.LONG ? new Random().nextLong() : 1);

    private static final int REFUSED = 300;

    /** So many operations at least let each in, a fifth fewer than were counted in the short form. */
    private static final Map<Caller, Integer> LET_IN =
            Map.of(Caller.NOBODY, 3, Caller.PERSON, 25, Caller.ADMINISTRATOR, 30, Caller.CLIENT, 4);

    /** What the door may say to whatever is no request to this operation, or none that HTTP allows. */
    private static final Set<String> UNSOUND = Set.of(
            "malformed_request", "not_found", "method_not_allowed", "header_fields_too_large", "expectation_failed");

    private static final Set<String> SPENT =
            Set.of("session_revoked", "token_expired", "account_disabled", "reauthentication_required");

    private final Gatehouse gatehouse;
    private final ApiDocument document;
    private final Promise promise;
    private final Map<String, String> breaches = new LinkedHashMap<>();
    private Owners owners;

    FuzzTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.document = ApiDocument.servedBy(gatehouse);
        this.promise = new Promise(document);
    }

    @BeforeEach
    void renew() {
        owners = Owners.in(gatehouse);
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsOneThatTheDocumentLists(Caller caller) {
        var statuses = new TreeMap<Integer, Integer>();
        var letIn = new HashSet<String>();
        for (var operation : document.operations()) {
            for (int round = 0; round < ROUNDS; round++) {
                var random = new Random(Objects.hash(SEED, operation.name(), caller.name(), round));
                var fuzzed = new FuzzedRequest(operation, owners, caller, random).spoiled();
                var answer = Wire.send(gatehouse.gatewayPort(), fuzzed.request());
                judge(operation, fuzzed, answer);
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() < REFUSED) {
                    letIn.add(operation.name());
                }
                if (caller != Caller.NOBODY && spent(operation, fuzzed, answer)) {
                    renew();
                }
            }
        }
        assertThat(document.operations()).hasSizeGreaterThan(50);
        System.out.printf(
                "fuzzed as %s with seed %d: %s, let in by %d operations%n", caller, SEED, statuses, letIn.size());
        assertThat(letIn).hasSizeGreaterThanOrEqualTo(LET_IN.get(caller));
        if (caller != Caller.NOBODY) {
            // Of a hundred four are; two thirds, if their tokens are worth nothing.
            assertThat(statuses.getOrDefault(401, 0))
                    .isLessThan(document.operations().size() * ROUNDS / 10);
        }
        if (caller == Caller.CLIENT && Sizes.LONG) {
            assertThat(letIn).contains("POST /oauth2/introspect", "POST /oauth2/token");
        }
        assertThat(breaches).as("with -Dgatehouse.e2e.seed=%d", SEED).isEmpty();
    }

    private void judge(Operation operation, FuzzedRequest fuzzed, Wire.Answer answer) {
        if (!fuzzed.sound() && UNSOUND.contains(code(answer))) {
            return;
        }
        for (var broken : promise.broken(operation, answer)) {
            breaches.putIfAbsent(operation + ": " + broken, "\n\n" + fuzzed.request() + "\n\n" + answer + "\n\n");
        }
    }

    /** Whether who asks, or what they have, may be gone now. */
    private static boolean spent(Operation operation, FuzzedRequest fuzzed, Wire.Answer answer) {
        return SPENT.contains(code(answer))
                || (fuzzed.identified() && code(answer).equals("invalid_token"))
                || (answer.status() < 300 && operation.method().equals("DELETE"));
    }

    private static String code(Wire.Answer answer) {
        try {
            return ApiDocument.JSON.readTree(answer.body()).path("code").asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
