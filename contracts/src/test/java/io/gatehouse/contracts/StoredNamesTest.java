package io.gatehouse.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.audit.ActorKind;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.audit.AuditOutcome;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.organization.OrganizationRole;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that stand in the database are the same in Java, on the wire and there. */
class StoredNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("storedInLowerCase")
    void whatIsStoredHasTheNameOfTheWire(Enum<?> name) {
        assertThat(JSON.convertValue(name, String.class)).isEqualTo(name.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void aPermissionIsFoundByItsNameOnTheWire(Permission permission) {
        assertThat(JSON.convertValue(permission, String.class)).isEqualTo(permission.wire);
        assertThat(Permission.of(permission.wire)).contains(permission);
    }

    @Test
    void aPermissionThatNobodyKnowsIsNone() {
        assertThat(Permission.of("accounts:sing")).isEmpty();
    }

    static Stream<Enum<?>> storedInLowerCase() {
        return Stream.of(AuditAction.values(), AuditOutcome.values(), ActorKind.values(), OrganizationRole.values())
                .flatMap(Stream::of);
    }
}
