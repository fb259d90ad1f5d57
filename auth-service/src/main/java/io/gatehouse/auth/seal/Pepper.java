package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key of keyed hashes: random, and sealed in the database, because it has to outlive master keys. What was hashed cannot
 * be hashed again.
 */
@Singleton
public class Pepper {

    private static final String NAME = "pepper";
    private static final int BYTES = 32;

    private static final String FIND = "SELECT sealed FROM sealed_secret WHERE name = $1";
    private static final String INSERT = """
            INSERT INTO sealed_secret (name, sealed, created_at, updated_at)
            VALUES ($1, $2, $3, $3)
            ON CONFLICT DO NOTHING
            """;

    private final Statements statements;
    private final Seal seal;
    private final Clock clock;
    private final Map<String, KeyedHash> byUse = new ConcurrentHashMap<>();
    private volatile KeyedHash loaded;

    Pepper(Statements statements, MasterKey master, Clock clock) {
        this.statements = statements;
        this.seal = master.seal();
        this.clock = clock;
    }

    /** Hashes under a key of this use alone. Asks the database once, and makes the key there where it is the first. */
    public Uni<KeyedHash> forUse(String use) {
        var known = loaded;
        return (known == null ? load() : Uni.createFrom().item(known))
                .map(hash -> byUse.computeIfAbsent(use, hash::forUse));
    }

    @Produces
    @Singleton
    SealedColumn column() {
        return new SealedColumn("sealed_secret", "name", "sealed", "");
    }

    private Uni<KeyedHash> load() {
        return find().onItem().ifNull().switchTo(this::create).map(this::open).invoke(hash -> loaded = hash);
    }

    private Uni<byte[]> find() {
        return statements.first(FIND, Tuple.of(NAME), row -> row.getBuffer(0).getBytes());
    }

    // Whichever instance inserts first decides.
    private Uni<byte[]> create() {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var sealed = Buffer.buffer(seal.seal(key, NAME.getBytes(US_ASCII)));
        return statements
                .change(INSERT, Tuple.of(NAME, sealed, clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(this::find);
    }

    private KeyedHash open(byte[] sealed) {
        try {
            return KeyedHash.under(seal.open(sealed, NAME.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("GATEHOUSE_MASTER_KEY does not open the key of keyed hashes", e);
        }
    }
}
