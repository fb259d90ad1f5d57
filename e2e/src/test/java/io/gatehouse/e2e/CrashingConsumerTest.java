package io.gatehouse.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What user-service makes of new accounts while it is killed again and again: of a thousand and twice, with {@code
 * -Dgatehouse.e2e.long=true} of ten thousand and five times. Most of them are imported with their hashes, which costs less
 * than signing up and is told by the same event.
 */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class CrashingConsumerTest {

    private static final int KILLS = Sizes.LONG ? 5 : 2;
    private static final int SIGN_UPS_PER_KILL = Sizes.LONG ? 200 : 100;
    private static final int IMPORTS_PER_KILL = Sizes.LONG ? 45 : 10;
    private static final int ACCOUNTS_PER_IMPORT = 40;
    private static final int ACCOUNTS = KILLS * (SIGN_UPS_PER_KILL + IMPORTS_PER_KILL * ACCOUNTS_PER_IMPORT);

    // A password takes 20 to 50 ms of a processor; more at a time would only wait in line.
    private static final int AT_A_TIME = 6;

    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$" + base64(16) + "$" + base64(32);

    private final Gatehouse gatehouse;
    private final String run = "crash." + UUID.randomUUID();
    private final AtomicInteger made = new AtomicInteger();

    CrashingConsumerTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyAccountHasExactlyOneProfileHoweverOftenTheServiceIsKilled() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) {
            killAmid(kill * (ACCOUNTS / KILLS));
        }
        Eventually.ask(Duration.ofMinutes(2), this::profiles, profiles -> profiles >= ACCOUNTS);

        assertThat(accounts()).isEqualTo(ACCOUNTS);
        assertThat(profiles()).isEqualTo(ACCOUNTS);
        assertThat(number("""
                        SELECT count(*) FROM auth.account LEFT JOIN users.profile ON profile.id = account.id
                        WHERE email LIKE ? AND profile.id IS NULL""")).isZero();
        assertThat(number("""
                        SELECT count(*) FROM auth.account JOIN users.outbox_event ON aggregateid = account.id
                        WHERE email LIKE ? AND type = 'profile.created.v1'""")).as("made once, and told once").isEqualTo(ACCOUNTS);
        assertThat(number("SELECT count(*) FROM users.event_parked WHERE ? <> ''"))
                .isZero();
    }

    /** A share of the accounts; the service dies when half of those are made, and may come back meanwhile. */
    private void killAmid(int before) throws Exception {
        gatehouse.awaitTurnToKill("user-service");
        var signUps = CompletableFuture.supplyAsync(this::signUpMany);
        var imports = CompletableFuture.supplyAsync(this::importMany);
        var half = before + ACCOUNTS / KILLS / 2;
        Eventually.ask(Duration.ofMinutes(10), made::get, accounts -> accounts >= half);
        gatehouse.kill("user-service");

        assertThat(signUps.get()).isEqualTo(Map.of(201, (long) SIGN_UPS_PER_KILL));
        assertThat(imports.get()).isEqualTo(IMPORTS_PER_KILL * ACCOUNTS_PER_IMPORT);
        var port = gatehouse.management("user-service", "").getPort();
        assertThat(Eventually.ask(Duration.ofMinutes(1), () -> Management.ready(port), ready -> ready))
                .isTrue();
    }

    private Map<Integer, Long> signUpMany() {
        try {
            return AtOnce.fewAtATime(SIGN_UPS_PER_KILL, AT_A_TIME, this::signUp).stream()
                    .collect(groupingBy(status -> status, counting()));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int signUp() {
        var answer = new Api(gatehouse).signUp(newEmail());
        made.incrementAndGet();
        return answer.status();
    }

    /** How many were created. */
    private int importMany() {
        var administrator = gatehouse.administratorToken();
        return IntStream.range(0, IMPORTS_PER_KILL)
                .map(batch -> importSome(administrator))
                .sum();
    }

    private int importSome(String administrator) {
        var accounts = IntStream.range(0, ACCOUNTS_PER_IMPORT)
                .mapToObj(index -> Map.of(
                        "email",
                        newEmail(),
                        "email_verified",
                        true,
                        "display_name",
                        "Ada Lovelace",
                        "password_hash",
                        HASH))
                .toList();
        var answer = new Api(gatehouse).post("/v1/admin/accounts/import", Map.of("accounts", accounts), administrator);
        made.addAndGet(ACCOUNTS_PER_IMPORT);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return (int) answer.json().get("accounts").findValuesAsText("outcome").stream()
                .filter("created"::equals)
                .count();
    }

    private String newEmail() {
        return run + "." + UUID.randomUUID().toString().substring(0, 12) + "@example.com";
    }

    private long accounts() {
        return number("SELECT count(*) FROM auth.account WHERE email LIKE ?");
    }

    private long profiles() {
        return number("""
                SELECT count(*) FROM auth.account JOIN users.profile ON profile.id = account.id WHERE email LIKE ?""");
    }

    /** About this run's accounts. */
    private long number(String sql) {
        try (var database = gatehouse.database();
                var query = database.prepareStatement(sql)) {
            query.setString(1, run + ".%");
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }
}
