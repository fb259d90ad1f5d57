package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.Sizes;
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
        for (var operation : document.operations()) {
            for (int round = 0; round < ROUNDS; round++) {
                var random = new Random(Objects.hash(SEED, operation.name(), caller.name(), round));
                var fuzzed = new FuzzedRequest(operation, owners.token(caller), owners::id, random).spoiled();
                var answer = Wire.send(gatehouse.gatewayPort(), fuzzed.request());
                judge(operation, fuzzed, answer);
                statuses.merge(answer.status(), 1, Integer::sum);
                if (caller != Caller.NOBODY && spent(operation, answer)) {
                    renew();
                }
            }
        }
        assertThat(document.operations()).hasSizeGreaterThan(50);
        System.out.printf("fuzzed as %s with seed %d: %s%n", caller, SEED, statuses);
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
    private static boolean spent(Operation operation, Wire.Answer answer) {
        return SPENT.contains(code(answer))
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
