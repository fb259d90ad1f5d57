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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with an account and an organization of their own tries the ids of somebody else's, at every operation of the served API
 * document (insecure direct object references). An operation that names something in its path is tried as soon as it is there;
 * what its ids name must be said in {@link Resource}, and what ids in bodies name, here.
 *
 * <p>Left out are bodies of administrators, who may name anybody, and what is nested in bodies, where nothing is named.
 */
@Attack
class ForeignIdsTest {

    private static final int SEED = 1;

    /** Their ids name what is the caller's own, whoever else has something of that name. */
    private static final Set<String> OWN_NAMES = Set.of(
            "GET /v1/users/me/preferences/{key}",
            "PUT /v1/users/me/preferences/{key}",
            "DELETE /v1/users/me/preferences/{key}");

    /** What bodies name: clients by whom they authenticate themselves, and what is made. */
    private static final Set<String> IDS_IN_BODIES = Set.of(
            "client_id of POST /oauth2/introspect",
            "client_id of POST /oauth2/revoke",
            "client_id of POST /oauth2/token",
            "client_id of POST /v1/admin/clients",
            "kid of PUT /v1/admin/clients/{id}/keys/{kid}");

    private static final Pattern ID = Pattern.compile("(.*_)?(ids?|kid)");
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
    void whatIdsInBodiesNameIsKnown() {
        var ids = document.operations().stream().flatMap(operation -> texts(operation)
                .filter(field -> ID.matcher(field).matches())
                .map(field -> field + " of " + operation));

        assertThat(ids).containsExactlyInAnyOrderElementsOf(IDS_IN_BODIES);
    }

    @Test
    void noClientSpeaksForAnother() {
        var api = new Api(gatehouse);
        var client = owners.administration();
        var other = Administration.of(gatehouse);
        var form = "grant_type=client_credentials&token=" + client.clientToken() + "&client_id="
                + other.id(Resource.CLIENT);
        for (var path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")) {
            assertThat(api.form(path, form + "&client_secret=" + client.clientSecret())
                            .status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(api.form(path, form, client.id(Resource.CLIENT), client.clientSecret())
                            .status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @Test
    void noTextInABodyActsOnWhatItNames() {
        var before = belongings();
        var told = new LinkedHashMap<String, String>();
        var sample = new Sample();
        int tried = 0;
        for (var operation : document.operations()) {
            if (operation.administered() || operation.takesForm()) {
                continue;
            }
            for (var field : texts(operation).toList()) {
                for (var id : victim.owned().values()) {
                    if (!sample.takes()) {
                        continue;
                    }
                    var good = new GoodRequest(operation, stranger.accessToken(), new Random(SEED));
                    var answer = Wire.send(
                            gatehouse.gatewayPort(),
                            good.with(field, HostileText.quoted(id)).to(operation.target(own(operation))));
                    tried++;
                    marks().filter(mark -> answer.body().contains(mark) && !mark.equals(id))
                            .forEach(mark -> told.put(operation + " with " + field, mark + " in " + answer));
                }
            }
        }

        System.out.printf("%d foreign ids in bodies%n", tried);
        assertThat(tried).isGreaterThan(200 / Sample.ONE_IN);
        assertThat(told).isEmpty();
        assertThat(belongings()).isEqualTo(before);
        assertThat(new Api(gatehouse).me(stranger.accessToken()).status())
                .as("let in to the end")
                .isEqualTo(200);
    }

    @Test
    void noListOfOnesOwnTellsOfSomebodyElse() {
        var told = new LinkedHashMap<String, String>();
        var silent = new ArrayList<String>();
        var lists = document.operations().stream()
                .filter(operation -> operation.safe()
                        && operation.parameters("path").allMatch(id -> stranger.owned()
                                .containsKey(Resource.of(operation, id.name()))))
                .toList();
        for (var operation : lists) {
            for (var query : queries(operation)) {
                var answer = send(operation, operation.target(own(operation)) + query, stranger.accessToken());
                if (query.isEmpty() && answer.status() != 200 && !operation.administered()) {
                    silent.add(operation.name());
                }
                marks().filter(mark -> answer.body().contains(mark) && !query.contains(mark))
                        .forEach(mark -> told.put(operation + query, mark + " in " + answer));
            }
        }

        assertThat(lists).hasSizeGreaterThan(20);
        assertThat(lists.stream().flatMap(list -> next(list).stream())).hasSizeGreaterThan(1);
        // Nobody has asked for it.
        assertThat(silent).containsExactly("GET /v1/users/me/erasure");
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

    /** What the stranger has where an operation names something. */
    private Function<String, String> own(Operation operation) {
        return parameter -> stranger.id(Resource.of(operation, parameter));
    }

    /** The fields of an operation's body that are texts. */
    private Stream<String> texts(Operation operation) {
        return operation.body().stream()
                .flatMap(schema -> schema.path("properties").properties().stream())
                .filter(field -> document.resolved(field.getValue())
                        .path("type")
                        .asText()
                        .equals("string"))
                .map(field -> field.getKey());
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
        next(operation).ifPresent(cursor -> queries.add("?cursor=" + cursor));
        return queries;
    }

    /** Where the victim's second page begins. */
    private Optional<String> next(Operation operation) {
        if (operation
                .parameters("query")
                .noneMatch(parameter -> parameter.name().equals("cursor"))) {
            return Optional.empty();
        }
        var first = operation.target(parameter -> victim.id(Resource.of(operation, parameter))) + "?limit=1";
        var cursor = new Api(gatehouse).get(first, victim.accessToken()).text("next_cursor");
        return cursor.isEmpty() ? Optional.empty() : Optional.of(cursor);
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
