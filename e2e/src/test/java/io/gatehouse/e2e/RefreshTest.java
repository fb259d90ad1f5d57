package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGatehouse.class)
class RefreshTest {

    private static final Duration GRACE = Duration.parse(SharedGatehouse.GRACE);

    private final Gatehouse gatehouse;
    private final Api api;

    RefreshTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.api = new Api(gatehouse);
    }

    @Test
    void fiftyRefreshesAtOnceGetTheSameSuccessorFromOneRotation() throws Exception {
        var signedUp = api.signUp(Api.newEmail());
        var token = signedUp.text("tokens/refresh_token");

        var answers = AtOnce.allTogether(50, () -> api.refresh(token));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.text("refresh_token")).distinct())
                .singleElement()
                .isNotEqualTo(token);
        assertThat(refreshTokensOf(signedUp.text("account/id"))).isEqualTo(2);
    }

    @Test
    void tokenThatComesBackAfterTheGraceEndsTheSession() throws Exception {
        var signedUp = api.signUp(Api.newEmail());
        var stolen = signedUp.text("tokens/refresh_token");
        var successor = api.refresh(stolen).text("refresh_token");
        awaitEndOfGrace(signedUp.text("account/id"));

        var replay = api.refresh(stolen);

        assertThat(replay.status()).isEqualTo(401);
        assertThat(replay.code()).isEqualTo("refresh_token_reused");
        assertThat(api.refresh(successor).code()).isEqualTo("session_revoked");
    }

    @Test
    void tokenWhoseSuccessorWasUsedEndsTheSession() {
        var first = api.signUp(Api.newEmail()).text("tokens/refresh_token");
        var second = api.refresh(first).text("refresh_token");
        var third = api.refresh(second).text("refresh_token");

        assertThat(api.refresh(first).code()).isEqualTo("refresh_token_reused");
        assertThat(api.refresh(third).code()).isEqualTo("session_revoked");
    }

    // By the database's clock, which is this machine's: the moment of use is written there.
    private void awaitEndOfGrace(String account) {
        var over = Eventually.ask(
                GRACE.plusSeconds(20),
                () -> secondsSinceRotation(account),
                age -> age > GRACE.toMillis() / 1000.0 + 0.5);
        assertThat(over).isGreaterThan(GRACE.toMillis() / 1000.0);
    }

    private double secondsSinceRotation(String account) {
        return number("""
                SELECT extract(epoch FROM clock_timestamp() - max(t.used_at))::float8
                FROM auth.refresh_token t JOIN auth.session s ON s.id = t.session_id WHERE s.account_id = ?
                """, account);
    }

    private long refreshTokensOf(String account) {
        return (long) number("""
                SELECT count(*) FROM auth.refresh_token t JOIN auth.session s ON s.id = t.session_id WHERE s.account_id = ?
                """, account);
    }

    private double number(String sql, String account) {
        try (var connection = gatehouse.database();
                var query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(account));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getDouble(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
