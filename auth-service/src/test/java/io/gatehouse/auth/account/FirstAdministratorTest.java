package io.gatehouse.auth.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {

    @Test
    void addressWithoutPasswordStopsTheStart() {
        assertThatThrownBy(() -> FirstAdministrator.requireBothOrNeither(config("root@example.com", null)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("both or neither; GATEHOUSE_ADMIN_PASSWORD is missing");
    }

    @Test
    void passwordWithoutAddressStopsTheStart() {
        assertThatThrownBy(() -> FirstAdministrator.requireBothOrNeither(config(null, "hidden")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("both or neither; GATEHOUSE_ADMIN_EMAIL is missing")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void bothOrNeitherDoNot() {
        assertThatCode(() -> {
                    FirstAdministrator.requireBothOrNeither(config("root@example.com", "a password"));
                    FirstAdministrator.requireBothOrNeither(config(null, null));
                })
                .doesNotThrowAnyException();
    }

    private static AdminConfig config(String email, String password) {
        return new AdminConfig() {
            @Override
            public Optional<String> email() {
                return Optional.ofNullable(email);
            }

            @Override
            public Optional<String> password() {
                return Optional.ofNullable(password);
            }
        };
    }
}
