package io.gatehouse.auth.seal;

import io.gatehouse.kit.database.Statements;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Master keys of tests, and what becomes of values when one takes over. */
public final class MasterKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private MasterKeys() {}

    public static String random() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** The first one seals; the others have. */
    public static MasterKey of(String inUse, String... previous) {
        return new MasterKey(new Keys(inUse, null, List.of(previous)));
    }

    /** Looks through a column once. */
    public static void takeOver(MasterKey master, SealedColumn column, Statements statements) {
        var rows = new SealedRowRepository(statements);
        new MasterKeyChange(rows, master, List.of(column), new SimpleMeterRegistry())
                .sealAnew()
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
