package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.ExternalServers;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.ReplicaSettings;
import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.SharedGatehouse;
import io.gatehouse.e2e.Tables;
import io.gatehouse.e2e.Tour;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The packaged set with two replicas of each service, on one PostgreSQL that keeps what it has acknowledged, one Redis and
 * one mail server. Services reach each other, and clients the gateways, at one address for each service.
 */
public final class Cluster implements AutoCloseable {

    private static final int REPLICAS = 2;
    private static final String ADMINISTRATOR = "root@example.com";
    private static final String SECRET = "for-tests-only";
    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    // The tests speak for many callers, each with an address of its own, whose quotas are not what is tested.
    private static final Map<String, String> LIMITS = Map.of(
            "GATEHOUSE_TRUSTED_PROXIES",
            "127.0.0.0/8,::1/128",
            "GATEHOUSE_LIMITS_MULTIPLIER",
            "10000",
            // A loaded build machine is no slow Redis.
            "GATEHOUSE_IDEMPOTENCY_REDIS_BUDGET",
            "1S");
    // Short enough for a test to see that what is past its time goes.
    private static final Map<String, String> RETENTION = Map.of(
            "GATEHOUSE_SESSION_RETENTION",
            "PT2M",
            "GATEHOUSE_MAIL_RETENTION",
            "PT2M",
            "GATEHOUSE_FEED_RETENTION",
            "PT2M");
    // Soon enough for a hundred rounds of a race for them.
    private static final Map<String, String> KEYS = Map.of("GATEHOUSE_KEY_LOOK_EVERY", "PT1S");
    // A mail that could not leave is tried again soon after its server is back, and not given up until then.
    private static final Map<String, String> MAIL = Map.of(
            "GATEHOUSE_MAIL_MAX_ATTEMPTS",
            "100",
            "GATEHOUSE_MAIL_TIMEOUT",
            "PT2S",
            "GATEHOUSE_MAIL_FIRST_PAUSE",
            "PT0.5S",
            "GATEHOUSE_MAIL_LONGEST_PAUSE",
            "PT1S");
    private static final Map<String, String> FIRST_ADMINISTRATOR =
            Map.of("GATEHOUSE_ADMIN_EMAIL", ADMINISTRATOR, "GATEHOUSE_ADMIN_PASSWORD", Api.PASSWORD);

    // Held here: the logging of the JDK forgets levels of loggers that nobody holds.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final ExternalServers servers;
    private final TcpProxy toPostgres;
    private final TcpProxy toRedis;
    private final TcpProxy toSmtp;
    private final ReplicatedService authService;
    private final ReplicatedService userService;
    private final ReplicatedService gateway;

    private Cluster(
            ExternalServers servers,
            ReplicatedService authService,
            ReplicatedService userService,
            ReplicatedService gateway) {
        this.servers = servers;
        this.toPostgres = new TcpProxy(servers.database().port());
        this.toRedis = new TcpProxy(servers.redisPort());
        this.toSmtp = new TcpProxy(servers.smtpPort());
        this.authService = authService;
        this.userService = userService;
        this.gateway = gateway;
    }

    /** Starts everything, on empty data, and waits until it is ready. */
    static Cluster start() throws IOException {
        var cluster = new Cluster(
                ExternalServers.start(SharedGatehouse.home("cluster"), Durability.FULL),
                ReplicatedService.open("auth-service"),
                ReplicatedService.open("user-service"),
                ReplicatedService.open("gateway"));
        try {
            cluster.migrate();
            cluster.launch();
            cluster.makeWhole();
            return cluster;
        } catch (IOException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    public ReplicatedService authService() {
        return authService;
    }

    public ReplicatedService userService() {
        return userService;
    }

    public ReplicatedService gateway() {
        return gateway;
    }

    /** In the order in which each stands on those before it. */
    public List<ReplicatedService> services() {
        return List.of(authService, userService, gateway);
    }

    public Stream<Replica> replicas() {
        return services().stream().flatMap(service -> service.replicas().stream());
    }

    /** What all replicas have logged as errors so far. */
    public List<String> errors() throws IOException {
        var errors = new ArrayList<String>();
        for (var replica : replicas().toList()) {
            errors.addAll(replica.errors());
        }
        return errors;
    }

    public ExternalServers servers() {
        return servers;
    }

    /** The way of all replicas to the database, which may become a bad one. */
    public TcpProxy toPostgres() {
        return toPostgres;
    }

    public TcpProxy toRedis() {
        return toRedis;
    }

    public TcpProxy toSmtp() {
        return toSmtp;
    }

    public Tables tables() {
        return new Tables(servers.database());
    }

    /** A new client, at the address of the gateways. */
    public Api client() {
        return Api.at(gateway::at);
    }

    /** What a service gets that speaks for itself; it is in no table. */
    static Api.Answer clientToken(Api api) {
        return api.form("/oauth2/token", "grant_type=client_credentials", "user-service", SECRET);
    }

    public String administratorToken() {
        return client().signIn(ADMINISTRATOR, Api.PASSWORD).text("access_token");
    }

    /** What the tour prints that a checkout offers. */
    public Tour tour(Path checkout) throws IOException {
        var password = Files.writeString(SharedGatehouse.home("cluster-administrator"), Api.PASSWORD);
        return Tour.take(checkout, gateway.at(""), ADMINISTRATOR, password);
    }

    /** Starts whatever a test has left ended, forgets connections that it has left silent, and waits until everything is ready. */
    public void makeWhole() throws IOException {
        proxies().forEach(TcpProxy::forget);
        servers.startMissing();
        for (var service : services()) {
            service.launchMissing();
        }
        for (var service : services()) {
            service.awaitWhole();
        }
    }

    /** What a process of this service is told. */
    public Map<String, String> settings(String service) {
        var settings = new ReplicaSettings(
                        gateway.at(""),
                        authService.at(""),
                        userService.at(""),
                        throughProxy(servers.database()),
                        toRedis.port(),
                        toSmtp.port(),
                        name -> name.equals("master_key") ? MASTER_KEY : SECRET)
                .of(service);
        settings.putAll(RETENTION);
        settings.putAll(KEYS);
        settings.putAll(MAIL);
        settings.putAll(service.equals("auth-service") ? FIRST_ADMINISTRATOR : Map.of());
        settings.putAll(service.equals("gateway") ? LIMITS : Map.of());
        return settings;
    }

    @Override
    public void close() throws IOException {
        for (var service : services().reversed()) {
            service.close();
        }
        proxies().forEach(TcpProxy::close);
        servers.close();
    }

    private Stream<TcpProxy> proxies() {
        return Stream.of(toPostgres, toRedis, toSmtp);
    }

    private PostgresUrl throughProxy(PostgresUrl database) {
        return new PostgresUrl(
                "127.0.0.1",
                toPostgres.port(),
                database.database(),
                database.user(),
                database.password(),
                database.parameters());
    }

    private void launch() throws IOException {
        for (var service : services()) {
            service.launch(REPLICAS, settings(service.name()));
        }
    }

    private void migrate() {
        FLYWAY.setLevel(Level.WARNING);
        for (var service : Script.SERVICES) {
            service.schema()
                    .ifPresent(schema -> Migrator.migrate(
                            servers.database(),
                            new ServiceSchema(
                                    schema,
                                    service.role().orElseThrow(),
                                    SECRET,
                                    Script.CHECKOUT.resolve(service.folder()).resolve("src/main/migrations"))));
        }
    }
}
