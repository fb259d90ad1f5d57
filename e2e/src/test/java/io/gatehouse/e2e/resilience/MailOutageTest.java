package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.server.Mail;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mail server refuses, is silent, far too slow, breaks off or vanishes: nobody who signs up waits for it, and every mail leaves when it is back, once.
 * Attempts and the pauses between them are short here ({@link Cluster}); with the defaults a mail waits for up to an hour after a long outage.
 */
@Resilience
class MailOutageTest {

    private static final int PEOPLE = Sizes.LONG ? 200 : 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than an attempt may take. */
    private static final Duration TOO_SLOW = Duration.ofSeconds(3);

    private static final String TRIED =
            "SELECT recipient FROM auth.mail_message WHERE recipient = ANY (?) AND attempts > 0";
    private static final String SENT =
            "SELECT recipient FROM auth.mail_message WHERE recipient = ANY (?) AND status = 'sent'";

    private final Cluster cluster;

    MailOutageTest(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How the server goes and comes back. When it has vanished, with all connections to it, another one has its address. */
    static Stream<Outage> outages() {
        return Stream.of(
                new Outage("refusing", cluster -> cluster.toSmtp().refuse(), cluster -> cluster.toSmtp()
                        .accept()),
                new Outage("silent", cluster -> cluster.toSmtp().hold(), cluster -> cluster.toSmtp()
                        .calm()),
                new Outage("far too slow", cluster -> cluster.toSmtp().delay(TOO_SLOW), cluster -> cluster.toSmtp()
                        .calm()),
                new Outage("breaking", cluster -> cluster.toSmtp().breakConnections(), cluster -> cluster.toSmtp()
                        .calm()),
                new Outage("vanished", cluster -> cluster.toSmtp().hold(), cluster -> cluster.toSmtp()
                        .abandon()));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void everyMailWaitsAndLeavesOnceWhenItIsBack(Outage outage) {
        // Somebody whose mail has left shows that there are connections.
        awaitAll(List.of(Person.signUp(cluster.client())), SENT, PATIENCE);
        var leaks = Leaks.watch(cluster);
        outage.begin().accept(cluster);
        List<Person> people;
        try {
            people = Stream.generate(this::signUp).limit(PEOPLE).toList();
            awaitAll(people, TRIED, PATIENCE);
        } finally {
            outage.end().accept(cluster);
        }

        long back = System.nanoTime();
        awaitAll(people, SENT, Budgets.RECOVERY.plus(Budgets.MACHINE));

        System.out.printf(
                "The mail server is back (%s): %d mails have left after %s%n",
                outage, people.size(), Duration.ofNanos(System.nanoTime() - back));
        assertThat(people).allSatisfy(person -> assertThat(mailsTo(person)).hasSize(1));
        leaks.assertNone();
    }

    private Person signUp() {
        long began = System.nanoTime();
        var person = Person.signUp(cluster.client());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Budgets.MACHINE);
        return person;
    }

    private void awaitAll(List<Person> people, String sql, Duration patience) {
        var done = Eventually.ask(patience, () -> those(people, sql), some -> some.size() == people.size());
        assertThat(done).as(sql).hasSameSizeAs(people);
    }

    /** Whose mail is so far. */
    private List<String> those(List<Person> people, String sql) {
        Object addresses = people.stream().map(Person::email).toArray(String[]::new);
        return cluster.tables().texts(sql, addresses);
    }

    private List<Mail> mailsTo(Person person) {
        return cluster.servers().inbox().mailsTo(person.email());
    }
}
