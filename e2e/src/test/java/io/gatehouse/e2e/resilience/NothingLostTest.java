package io.gatehouse.e2e.resilience;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.AtOnce;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.e2e.Tables;
import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was acknowledged is there afterwards, and happened once, while everything in turn is killed under load: of 150 people
 * and once, with {@code -Dgatehouse.e2e.long=true} of 2,000 and twice.
 */
@Resilience
class NothingLostTest {

    private static final int PEOPLE = Sizes.LONG ? 2_000 : 150;
    private static final int ROUNDS = Sizes.LONG ? 2 : 1;
    private static final int CLIENTS = 12;

    /** How many more have to come and go while a server is away, where that is possible. */
    private static final int MEANWHILE = 5;

    /** When auth-service or its database dies: ten at each replica ({@code GATEHOUSE_MAIL_PARALLEL}), and so many may be sent twice. */
    private static final int MAILS_UNDER_WAY = 2 * 10;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    // Well below what an access token is good for: an older one may be refused because of its age.
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Cluster cluster;
    private final Newcomers newcomers;
    private final Tables tables;

    NothingLostTest(Cluster cluster) {
        this.cluster = cluster;
        this.newcomers = new Newcomers(cluster);
        this.tables = cluster.tables();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsThereAndHappenedOnceWhateverIsKilled() throws Exception {
        var coming = CompletableFuture.supplyAsync(this::comeAndGo, Thread::startVirtualThread);
        breakEverythingInTurn();
        var people = coming.get();
        settle();

        System.out.printf(
                "%d people came and went while %d things were killed; %d requests were refused meanwhile, %d got no"
                        + " answer%n",
                people.size(), ROUNDS * faults().size(), newcomers.refusals(), newcomers.lostConnections());
        assertThat(newcomers.unexpected()).isEmpty();
        assertThat(people).hasSize(PEOPLE);
        assertAccountsAndProfiles(people);
        assertEventsHappenedOnce();
        assertMailsLeftOnce(people);
        assertThat(forgotten(people)).isEmpty();
        assertThat(tables.number("""
            SELECT count(*) FROM auth.session JOIN auth.account ON account.id = account_id
            WHERE email LIKE ? AND account.id = ANY (?::uuid[]) AND ended_at IS NULL\
            """, newcomers.addresses(), accounts(people))).isZero();
    }

    private List<Newcomer> comeAndGo() {
        try {
            return AtOnce.fewAtATime(PEOPLE, CLIENTS, newcomers::comeAndGo);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Each fault comes when a further part of the people is through. */
    private void breakEverythingInTurn() throws Exception {
        var faults = faults();
        for (var number = 0; number < ROUNDS * faults.size(); number++) {
            awaitDone((number + 1) * PEOPLE / (ROUNDS * faults.size() + 1));
            var before = newcomers.done();
            faults.get(number % faults.size()).happen();
            assertThat(forgotten(before)).as("revocations that are forgotten").isEmpty();
        }
    }

    private List<Newcomers.Fault> faults() {
        return List.of(
                cluster.authService()::crash,
                cluster.userService()::crash,
                () -> newcomers.withoutGateway(cluster.gateway()::crash),
                this::crashPostgres,
                this::crashRedis);
    }

    private void crashPostgres() {
        cluster.servers().postgres().ifPresent(ManagedProcess::kill);
        cluster.servers().startPostgres();
    }

    // People come and go without it.
    private void crashRedis() {
        cluster.servers().redis().ifPresent(ManagedProcess::kill);
        awaitDone(Math.min(PEOPLE, newcomers.done().size() + MEANWHILE));
        var before = newcomers.done();
        assertThat(Eventually.ask(Budgets.RECOVERY, () -> forgotten(before), List::isEmpty))
                .as("revocations that are unknown without Redis")
                .isEmpty();
        cluster.servers().startRedis();
    }

    private void awaitDone(int people) {
        Eventually.ask(
                PATIENCE,
                () -> newcomers.done().size(),
                done -> done >= people || !newcomers.unexpected().isEmpty());
        assertThat(newcomers.unexpected()).isEmpty();
        assertThat(newcomers.done()).hasSizeGreaterThanOrEqualTo(people);
    }

    /** Waits until events are applied and mail is sent. */
    private void settle() throws IOException {
        cluster.makeWhole();
        var behind = Eventually.ask(PATIENCE, () -> tables.number("""
            SELECT (SELECT count(*) FROM auth.outbox_event WHERE position IS NULL)
                + (SELECT last_position FROM auth.outbox_position) - (SELECT max(position) FROM users.event_position)\
            """), left -> left == 0);
        assertThat(behind).as("events that are not applied").isZero();
        Eventually.ask(
                PATIENCE,
                () -> tables.number(
                        "SELECT count(*) FROM auth.mail_message WHERE status = 'queued' AND recipient LIKE ?",
                        newcomers.addresses()),
                queued -> queued == 0);
    }

    private void assertAccountsAndProfiles(List<Newcomer> people) {
        assertThat(tables.texts(
                        "SELECT id || ' ' || email FROM auth.account WHERE email LIKE ?", newcomers.addresses()))
                .containsAll(people.stream()
                        .map(person -> person.account() + " " + person.email())
                        .toList());
        assertThat(tables.texts("SELECT id || ' ' || display_name FROM users.profile"))
                .containsAll(people.stream()
                        .map(person -> person.account() + " " + person.name())
                        .toList());
        assertThat(tables.number("""
            SELECT count(*) FROM auth.account LEFT JOIN users.profile ON profile.id = account.id
            WHERE email LIKE ? AND profile.id IS NULL\
            """, newcomers.addresses()))
                .as("accounts without a profile")
                .isZero();
    }

    private void assertEventsHappenedOnce() {
        assertThat(notOnce("auth", "account.created.v1")).isEmpty();
        assertThat(notOnce("users", "profile.created.v1")).isEmpty();
        assertThat(tables.number("SELECT count(*) FROM users.event_parked")).isZero();
    }

    /** Accounts of which another number of such events than one was told. */
    private List<String> notOnce(String schema, String type) {
        return tables.texts("""
            SELECT account.id FROM auth.account LEFT JOIN %s.outbox_event event ON aggregateid = account.id AND type = ?
            WHERE email LIKE ? GROUP BY account.id HAVING count(event.id) <> 1\
            """.formatted(schema), type, newcomers.addresses());
    }

    private void assertMailsLeftOnce(List<Newcomer> people) {
        var addresses = people.stream().map(Newcomer::email).collect(toSet());
        var mails = cluster.servers().inbox().mails().stream()
                .filter(mail -> addresses.contains(mail.to()))
                .toList();
        var left = mails.stream().collect(groupingBy(Mail::to, mapping(Mail::id, toSet())));
        long twice = mails.stream().collect(groupingBy(Mail::id, counting())).values().stream()
                .filter(times -> times > 1)
                .count();
        var queued = tables.texts(
                "SELECT recipient FROM auth.mail_message WHERE status = 'queued' AND recipient LIKE ?",
                newcomers.addresses());

        assertThat(people)
                .allMatch(person -> queued.contains(person.email())
                        || left.getOrDefault(person.email(), Set.of()).size() == 1);
        System.out.printf("%d mails arrived more than once, under one Message-ID each%n", twice);
        assertThat(twice).isLessThanOrEqualTo((long) MAILS_UNDER_WAY * ROUNDS * 2);
    }

    /** Whose token is good at one of the gateways although the end of the session was acknowledged. */
    private List<String> forgotten(List<Newcomer> people) {
        return cluster.gateway().replicas().stream()
                .flatMap(gateway -> people.stream()
                        .filter(person -> !refuses(gateway, person))
                        .map(person -> gateway.name() + " forgot " + person))
                .toList();
    }

    // auth-service would know by itself; user-service leaves it to the gateway.
    private static boolean refuses(Replica gateway, Newcomer person) {
        var answer = Api.at(gateway::at).me(person.accessToken());
        return answer.status() == 401
                && (answer.code().equals("session_revoked")
                        || person.signedOut().isBefore(Instant.now().minus(FRESH)));
    }

    private static String[] accounts(List<Newcomer> people) {
        return people.stream().map(Newcomer::account).toArray(String[]::new);
    }
}
