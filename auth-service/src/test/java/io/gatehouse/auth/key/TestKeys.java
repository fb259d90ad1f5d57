package io.gatehouse.auth.key;

import io.gatehouse.auth.HeldClock;
import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.SealedColumn;
import io.gatehouse.contracts.key.KeyStatus;
import io.gatehouse.local.test.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Instances of this service, as far as its keys are concerned, on a table and a time of their own. */
final class TestKeys implements AutoCloseable {

    /** The tightest that is allowed: the shorter, the more may go wrong. */
    static final KeyConfig TIGHT = new Settings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(6),
            Duration.ofMinutes(6),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15));

    final HeldClock clock = new HeldClock();
    private final String schema = "keys_" + UUID.randomUUID().toString().replace("-", "");
    private final List<Pool> pools = new ArrayList<>();
    private final Vertx vertx;
    private final MasterKey master;

    record Settings(
            Duration publishedFor,
            Duration publishAhead,
            Duration rotationPeriod,
            Duration lookEvery,
            Duration tokenLifetime)
            implements KeyConfig {}

    TestKeys(Vertx vertx, MasterKey master) throws SQLException {
        this.vertx = vertx;
        this.master = master;
        Database.update("CREATE SCHEMA " + schema);
        Database.update("CREATE TABLE " + schema + ".signing_key (LIKE auth.signing_key INCLUDING ALL)");
        Database.update("GRANT USAGE ON SCHEMA " + schema + " TO " + setting("username"));
        Database.update("GRANT ALL ON " + schema + ".signing_key TO " + setting("username"));
    }

    /** One more instance, which has not looked yet. */
    SigningKeys instance() {
        return instance(pool(), master);
    }

    SigningKeys instance(Pool pool, MasterKey environment) {
        return new SigningKeys(rotation(pool, environment), environment, TIGHT, clock);
    }

    KeyRotation rotation() {
        return rotation(pool(), master);
    }

    /** What is sealed of them. */
    SealedColumn column() {
        return new SealedColumn(schema + ".signing_key", "kid", "private_key_sealed", "");
    }

    private KeyRotation rotation(Pool pool, MasterKey environment) {
        return new KeyRotation(
                new SigningKeyRepository(pool), new KeySchedule(TIGHT, clock), environment, new SimpleMeterRegistry());
    }

    /** Connections of one instance. */
    Pool pool() {
        var options = PgConnectOptions.fromUri(setting("reactive.url"))
                .setUser(setting("username"))
                .setPassword(setting("password"))
                .addProperty("search_path", schema);
        var pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
        pools.add(pool);
        return pool;
    }

    /** How many keys are in this state. */
    int count(KeyStatus status) throws SQLException {
        return Integer.parseInt(Database.value(
                "SELECT count(*) FROM " + schema + ".signing_key WHERE status = ?",
                status.name().toLowerCase(Locale.ROOT)));
    }

    /** The first column of the first row; {@code %s} in the statement is the table. */
    String value(String sql) throws SQLException {
        return Database.value(sql.formatted(schema + ".signing_key"));
    }

    @Override
    public void close() throws SQLException {
        pools.forEach(Pool::closeAndForget);
        Database.update("DROP SCHEMA " + schema + " CASCADE");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }
}
