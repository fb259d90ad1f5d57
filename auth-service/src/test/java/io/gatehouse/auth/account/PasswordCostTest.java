package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.RealHashes;
import io.gatehouse.auth.password.WeakHash;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RealHashes.class)
class PasswordCostTest {

    private static final String DEFAULT = "$argon2id$v=19$m=19456,t=2,p=1$";

    @Test
    void aNewPasswordIsHashedAtTheDefaultCost() throws Exception {
        assertThat(hashOf(newPerson())).startsWith(DEFAULT);
    }

    @Test
    void aHashOfEarlierParametersIsReplacedAtSignIn() throws Exception {
        var person = newPerson();
        Database.update("UPDATE account SET password_hash = ? WHERE id = ?", WeakHash.of(PASSWORD), person.accountId());

        login(person.email(), PASSWORD).statusCode(200);

        assertThat(hashOf(person)).startsWith(DEFAULT);
        login(person.email(), PASSWORD).statusCode(200);
    }

    private static String hashOf(Person person) throws SQLException {
        return Database.value("SELECT password_hash FROM account WHERE id = ?", person.accountId());
    }
}
