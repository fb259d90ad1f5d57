package io.gatehouse.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnrolmentTest {

    @Test
    void appsReadTheUri() {
        var secret = new TotpSecret("12345678901234567890".getBytes(US_ASCII));

        var uri = new Enrolment(secret, "Ada & Sons", "ada+work@example.org").uri();

        assertThat(uri)
                .isEqualTo("otpauth://totp/Ada%20%26%20Sons:ada%2Bwork%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Ada%20%26%20Sons"
                        + "&algorithm=SHA1&digits=6&period=30");
    }
}
