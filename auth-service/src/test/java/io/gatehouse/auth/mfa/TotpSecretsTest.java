package io.gatehouse.auth.mfa;

import static io.gatehouse.auth.AuthApi.newPerson;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.SealedColumn;
import io.gatehouse.local.test.Database;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TotpSecretsTest {

    @Inject
    @All
    List<SealedColumn> columns;

    @Inject
    MasterKey master;

    @Test
    void secretsAreFoundWhenTheMasterKeyChanges() throws Exception {
        var authenticator = Authenticator.of(newPerson());
        var column = columns.stream()
                .filter(known -> known.table().equals("totp"))
                .findFirst()
                .orElseThrow();
        var row = "SELECT %s FROM " + column.table() + " WHERE account_id = ?";

        var account = authenticator.person().accountId();
        var context = column.contextPrefix() + Database.value(row.formatted(column.id()), account);
        var value = Database.value(row.formatted("encode(" + column.column() + ", 'hex')"), account);

        assertThat(master.seal().open(HexFormat.of().parseHex(value), context.getBytes(UTF_8)))
                .isEqualTo(Authenticator.decode(authenticator.secret()));
    }
}
