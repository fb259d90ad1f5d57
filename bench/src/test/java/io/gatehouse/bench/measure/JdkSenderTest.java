package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkSenderTest {

    private static final Duration TIME = Duration.ofMillis(500);
    private static final Request REFRESH =
            Request.json("POST", "/refresh", "{\"refresh_token\":\"" + Rotation.TOKEN + "\"}");

    private TokenShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = TokenShop.open();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void eachTokenIsUsedOnce() {
        var answers = send(Requests.rotating(REFRESH, new Rotation(100, shop::fresh)));

        assertThat(answers.requests()).isPositive();
        assertThat(answers.notGood()).isZero();
        assertThat(answers.lost()).isZero();
        assertThat(answers.time()).isGreaterThanOrEqualTo(TIME);
    }

    @Test
    void whatIsRefusedIsCounted() {
        var answers = send(Requests.of(List.of(new Request("POST", "/refresh", REFRESH.fields(), "{}"))));

        assertThat(answers.notGood()).isPositive().isEqualTo(answers.requests());
    }

    private Answers send(Requests requests) {
        return new JdkSender().send(requests, shop.url(), TIME);
    }
}
