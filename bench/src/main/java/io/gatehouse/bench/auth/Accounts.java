package io.gatehouse.bench.auth;

import io.gatehouse.auth.password.BareHash;
import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.SqlScript;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Accounts made by {@code bench/sql/accounts.sql}, far more than could sign up one by one. */
public final class Accounts {

    private static final int WHO_SIGN_IN = 2_000;

    private Accounts() {}

    /** Makes so many, and returns the addresses of some. */
    public static List<String> make(Path checkout, PostgresUrl database, int count, HashCost cost) throws IOException {
        var script = new SqlScript(checkout, database, "auth");
        var hash = new BareHash(cost.memoryKib(), cost.iterations(), cost.parallelism()).phc(Client.PASSWORD);
        script.run(
                "accounts.sql", Map.of("gatehouse.accounts", Integer.toString(count), "gatehouse.password_hash", hash));
        return script.column("SELECT email FROM account WHERE password_hash = '" + hash + "' ORDER BY random() LIMIT "
                + WHO_SIGN_IN);
    }
}
