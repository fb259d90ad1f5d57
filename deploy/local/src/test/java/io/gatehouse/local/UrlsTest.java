package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.migrator.PostgresUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of real servers, as people write them. */
class UrlsTest {

    @Test
    void databaseUrlIsReadWhole() {
        var url = PostgresUrl.parse("postgresql://owner:p%40ss+word@db.example:6543/gatehouse?sslmode=require");

        assertThat(url)
                .isEqualTo(new PostgresUrl("db.example", 6543, "gatehouse", "owner", "p@ss+word", "?sslmode=require"));
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6543/gatehouse?sslmode=require");
        assertThat(url.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://a:hidden@db/x",
                "postgresql://db/x",
                "postgresql://a@db/x",
                "postgresql://a:hidden@db",
                "postgresql://a:hidden@/x",
                "postgresql://a:hidden word@db/x"
            })
    void databaseUrlThatLacksSomethingIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void mailServerIsReadWhole() {
        var url = SmtpUrl.parse("smtps://sender:s%3Acret@mail.example");

        assertThat(url).isEqualTo(new SmtpUrl("mail.example", 465, "sender", "s:cret", true));
        assertThat(url.settings())
                .containsEntry("GATEHOUSE_SMTP_TLS", "true")
                .containsEntry("GATEHOUSE_SMTP_USERNAME", "sender");
        assertThat(url.toString()).isEqualTo("smtps://mail.example:465");
    }

    @Test
    void mailServerOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> SmtpUrl.parse("imap://mail.example")).isInstanceOf(LauncherException.class);
        assertThatThrownBy(() -> SmtpUrl.parse("smtp://sender:hid den@mail.example"))
                .isInstanceOf(LauncherException.class)
                .hasMessageNotContaining("hid");
    }

    @Test
    void redisUrlGoesOnAsItIsAndIsShownWithoutThePassword() {
        var url = RedisUrl.parse("rediss://user:hidden@redis.example");

        assertThat(url.value()).isEqualTo("rediss://user:hidden@redis.example");
        assertThat(url.address()).isEqualTo(new Address("redis.example", 6379));
        assertThat(url.toString()).isEqualTo("rediss://redis.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://:hidden@redis", "redis:hidden", "redis://:hid den@redis", "hidden"})
    void redisUrlThatIsNoneIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("GATEHOUSE_REDIS_URL reads redis://host:port")
                .hasMessageNotContaining("hid");
    }
}
