package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with an account and an organization of their own tries the ids of somebody else's, at every operation of the served API
 * document (insecure direct object references). An operation that names something in its path is tried as soon as it is there;
 * what its ids name must be said in {@link Resource}.
 */
@Attack
class ForeignIdsTest {

    private static final int SEED = 1;

    /** Their ids name what is the caller's own, whoever else has something of that name. */
    private static final Set<String> OWN_NAMES = Set.of(
            "GET /v1/users/me/preferences/{key}",
            "PUT /v1/users/me/preferences/{key}",
            "DELETE /v1/users/me/preferences/{key}");

    private static final Set<Integer> REFUSALS = Set.of(403, 404);

    private final Gatehouse gatehouse;
    private final ApiDocument document;
    private Person victim;
    private Person stranger;
    private Owners owners;

    ForeignIdsTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.document = ApiDocument.servedBy(gatehouse);
    }

    @BeforeEach
    void meet() {
        victim = Person.in(gatehouse);
        stranger = Person.in(gatehouse);
        owners = new Owners(victim, Administration.of(gatehouse));
    }

    @Test
    void whatIsSomebodyElsesIsOutOfReachOfEveryOperation() {
        var before = belongings();
        var reached = new LinkedHashMap<String, String>();
        int tried = 0;
        for (var operation : document.operations()) {
            for (var ids : foreign(operation)) {
                var answer = ask(operation, ids);
                tried++;
                if (!REFUSALS.contains(answer.status())) {
                    reached.put(operation + " with " + ids, answer.toString());
                }
            }
        }

        assertThat(tried).isGreaterThan(25);
        assertThat(reached).isEmpty();
        assertThat(belongings()).isEqualTo(before);
    }

    @Test
    void whatIsAdministeredIsOutOfReachOfEverybodyElse() {
        var reached = new LinkedHashMap<String, String>();
        var operations =
                document.operations().stream().filter(Operation::administered).toList();
        for (var operation : operations) {
            for (var token : List.of(stranger.accessToken(), owners.token(Caller.CLIENT))) {
                var answer = send(operation, owners.target(operation), token);
                if (answer.status() != 403 || !answer.body().contains("\"forbidden\"")) {
                    reached.put(operation.name(), answer.toString());
                }
            }
        }

        assertThat(operations).hasSizeGreaterThan(25);
        assertThat(reached).isEmpty();
    }

    @Test
    void noListOfOnesOwnTellsOfSomebodyElse() {
        var told = new LinkedHashMap<String, String>();
        var lists = document.operations().stream()
                .filter(operation -> operation.safe()
                        && operation.parameters("path").findAny().isEmpty())
                .toList();
        for (var operation : lists) {
            for (var query : queries(operation)) {
                var answer = send(operation, operation.path() + query, stranger.accessToken());
                marks().filter(mark -> answer.body().contains(mark) && !query.contains(mark))
                        .forEach(mark -> told.put(operation + query, mark + " in " + answer));
            }
        }

        assertThat(lists).hasSizeGreaterThan(15);
        assertThat(told).isEmpty();
    }

    @Test
    void everyOperationThatAsksWhoSomebodyIsRefusesNobody() {
        var let = new LinkedHashMap<String, String>();
        var guarded = document.operations().stream().filter(Operation::guarded).toList();
        for (var operation : guarded) {
            var answer = send(operation, owners.target(operation), null);
            if (answer.status() != 401 || !answer.body().contains("\"invalid_token\"")) {
                let.put(operation.name(), answer.toString());
            }
        }

        assertThat(guarded).hasSizeGreaterThan(60);
        assertThat(let).isEmpty();
    }

    /** Each way to put somebody else's id, alone or beside one's own, where an operation names something. */
    private List<Map<String, String>> foreign(Operation operation) {
        var mixed = List.of(new LinkedHashMap<String, String>());
        for (var parameter : operation.parameters("path").toList()) {
            var resource = Resource.of(operation, parameter.name());
            if (!victim.owned().containsKey(resource)) {
                return List.of();
            }
            mixed = mixed.stream()
                    .flatMap(ids -> Stream.of(victim, stranger).map(owner -> {
                        var more = new LinkedHashMap<>(ids);
                        more.put(parameter.name(), owner.id(resource));
                        return more;
                    }))
                    .toList();
        }
        return OWN_NAMES.contains(operation.name())
                ? List.of()
                : mixed.stream()
                        .filter(ids -> ids.values().stream().anyMatch(victim.owned()::containsValue))
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private Wire.Answer ask(Operation operation, Map<String, String> ids) {
        return send(operation, operation.target(ids::get), stranger.accessToken());
    }

    private Wire.Answer send(Operation operation, String target, String token) {
        return Wire.send(gatehouse.gatewayPort(), new GoodRequest(operation, token, new Random(SEED)).to(target));
    }

    private List<String> queries(Operation operation) {
        var queries = new ArrayList<>(List.of(""));
        operation.parameters("query").forEach(parameter -> victim.owned()
                .values()
                .forEach(id -> queries.add("?" + parameter.name() + "=" + id)));
        return queries;
    }

    private Stream<String> marks() {
        return Stream.concat(
                Stream.of(victim.email()),
                victim.owned().values().stream().filter(id -> !id.equals(Person.PREFERENCE)));
    }

    /** All that the victim can read of what they have. */
    private Map<String, JsonNode> belongings() {
        var api = new Api(gatehouse);
        var organization = "/v1/organizations/" + victim.id(Resource.ORGANIZATION);
        return Stream.of(
                        "/v1/auth/account",
                        "/v1/auth/mfa",
                        "/v1/auth/sessions",
                        "/v1/users/me",
                        "/v1/users/me/erasure",
                        "/v1/users/me/organizations",
                        "/v1/users/me/preferences",
                        organization,
                        organization + "/events",
                        organization + "/invitations",
                        organization + "/members")
                .collect(Collectors.toMap(path -> path, path -> read(api.get(path, victim.accessToken()))));
    }

    // Problems name their request.
    private static JsonNode read(Api.Answer answer) {
        return ((ObjectNode) answer.json()).without("request_id");
    }
}
