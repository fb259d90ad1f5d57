package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limit that {@link Routes} adds: 100 per 60 s, which earns one more request every 0.6 s. */
@ExtendWith(SharedGatehouse.class)
class RateLimitTest {

    private static final String LIMITED = Routes.LIMITED;
    private static final double EARNED_PER_SECOND = 100 / 60.0;

    private final Gatehouse gatehouse;

    RateLimitTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void burstAndWhatTheTimeEarnedAreAdmittedAndNotOneMore() throws Exception {
        var api = new Api(gatehouse);
        var start = System.nanoTime();

        var answers = AtOnce.fewAtATime(160, 8, () -> api.get(LIMITED));

        var seconds = (System.nanoTime() - start) / 1e9;
        var admitted = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(admitted).isBetween(100L, 100 + (long) Math.floor(seconds * EARNED_PER_SECOND));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
    }

    @Test
    void answersTellThePolicyAndWhatIsLeft() {
        var api = new Api(gatehouse);

        var first = api.get(LIMITED);
        var second = api.get(LIMITED);

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"hundred\";q=100;w=60");
        assertThat(left(first)).isEqualTo(99);
        assertThat(left(second)).isBetween(98, 99);
    }

    @Test
    void callerIsAdmittedAgainWhenTheAnswerSaysSo() throws Exception {
        var api = new Api(gatehouse);
        var refused = AtOnce.fewAtATime(120, 8, () -> api.get(LIMITED)).stream()
                .filter(answer -> answer.status() == 429)
                .reduce((one, later) -> later)
                .orElseThrow();
        var comeBack = Duration.ofSeconds(Long.parseLong(refused.header("Retry-After")));

        var admitted = Eventually.ask(comeBack, () -> api.get(LIMITED), answer -> answer.status() == 200);

        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.json().at("/violated_policies/0").asText()).isEqualTo("hundred");
        assertThat(comeBack).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(admitted.status()).isEqualTo(200);
    }

    @Test
    void oneCallersQuotaIsNotAnothers() throws Exception {
        var greedy = new Api(gatehouse);
        AtOnce.fewAtATime(120, 8, () -> greedy.get(LIMITED));

        assertThat(new Api(gatehouse).get(LIMITED).status()).isEqualTo(200);
    }

    private static int left(Api.Answer answer) {
        var matcher = Pattern.compile("\"hundred\";r=(\\d+)").matcher(answer.header("RateLimit"));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
