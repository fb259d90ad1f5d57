package io.gatehouse.local;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The environment of each service: what the launcher decides, below what the person set. A secret goes to the service that
 * needs it and to no other.
 */
final class ServiceSettings {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final String CLIENT_SECRET = "GATEHOUSE_CLIENT_SECRET";
    private static final String EVENT_READERS = "GATEHOUSE_EVENT_READERS";
    private static final String ERASURE_SERVICES = "GATEHOUSE_ERASURE_SERVICES";

    // What the launcher decides, because it starts the other side itself, and what only one service may see.
    private static final Set<String> NOT_FOR_EVERYONE = Set.of(
            "GATEHOUSE_JWKS_URL",
            "GATEHOUSE_SMTP_HOST",
            "GATEHOUSE_SMTP_PORT",
            "GATEHOUSE_SMTP_USERNAME",
            "GATEHOUSE_SMTP_TLS",
            "GATEHOUSE_HOME",
            "GATEHOUSE_BUILD",
            NativeBinaries.SETTING,
            "GATEHOUSE_POSTGRES_URL",
            "GATEHOUSE_SMTP_URL",
            "GATEHOUSE_SMTP_PASSWORD",
            "GATEHOUSE_REDIS_URL",
            "GATEHOUSE_PORT",
            "GATEHOUSE_MANAGEMENT_PORT",
            Ports.HTTP2,
            "GATEHOUSE_DB_URL",
            "GATEHOUSE_DB_USERNAME",
            "GATEHOUSE_DB_PASSWORD",
            "GATEHOUSE_MASTER_KEY",
            "GATEHOUSE_MASTER_KEY_NEXT",
            "GATEHOUSE_MASTER_KEY_PREVIOUS",
            Administrator.EMAIL,
            Administrator.PASSWORD,
            EVENT_READERS,
            ERASURE_SERVICES,
            CLIENT_SECRET);

    private final Settings settings;
    private final Secrets secrets;
    private final Ports ports;
    private final Backends backends;
    private final boolean relaxedLimits;
    private final ServiceSet services;

    ServiceSettings(
            Settings settings,
            Secrets secrets,
            Ports ports,
            Backends backends,
            boolean relaxedLimits,
            ServiceSet services) {
        this.settings = settings;
        this.secrets = secrets;
        this.ports = ports;
        this.backends = backends;
        this.relaxedLimits = relaxedLimits;
        this.services = services;
    }

    Map<String, String> of(Service service) {
        var environment = new HashMap<String, String>();
        environment.put(
                "GATEHOUSE_ISSUER", Door.of(settings, ports, services.gateway()).url());
        environment.put("GATEHOUSE_LOG_JSON", "false");
        environment.put("GATEHOUSE_EDGE_HOST", "127.0.0.1");
        behindTheDoor().forEach(other -> environment.put(other.urlSetting(), url(other)));
        environment.put("GATEHOUSE_MAIL_FROM", "gatehouse@localhost.localdomain");
        // A hash takes 19 MiB while it is made: as many at a time
        // as processors would not fit the small heap everywhere.
        environment.put("GATEHOUSE_PASSWORD_THREADS", Integer.toString(Math.clamp(PROCESSORS - 1, 1, 2)));
        environment.putAll(settings.matching(this::isForEveryone));
        environment.put("GATEHOUSE_PORT", Integer.toString(ports.http(service)));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.putAll(own(service));
        service.role().ifPresent(role -> {
            environment.put("GATEHOUSE_DB_URL", backends.postgres().reactive());
            environment.put("GATEHOUSE_DB_USERNAME", role);
            environment.put("GATEHOUSE_DB_PASSWORD", secrets.databasePassword(service));
        });
        return environment;
    }

    private Map<String, String> own(Service service) {
        var own = new HashMap<String, String>();
        if (services.isAuth(service)) {
            own.putAll(auth());
        } else if (services.isGateway(service)) {
            own.putAll(limits());
            ports.http2(settings).ifPresent(port -> own.put(Ports.HTTP2, Integer.toString(port)));
        } else if (services.isUser(service)) {
            services.keepersOfPeople().stream()
                    .filter(keeper -> !services.isUser(keeper))
                    .forEach(keeper -> own.put(keeper.exportSetting(), url(keeper)));
        }
        if (service.isClient()) {
            own.put(CLIENT_SECRET, clientSecret(service));
        }
        // The public door listens where GATEHOUSE_EDGE_HOST says.
        if (!services.isGateway(service)) {
            own.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        }
        return own;
    }

    private Map<String, String> limits() {
        var own = new HashMap<>(Map.of("GATEHOUSE_REDIS_URL", backends.redis().value()));
        if (relaxedLimits) {
            own.put("GATEHOUSE_LIMITS_MULTIPLIER", "10000");
        }
        return own;
    }

    private Map<String, String> auth() {
        var own = new HashMap<>(limits());
        own.putAll(backends.smtp().settings());
        own.put("GATEHOUSE_MASTER_KEY", settings.find("GATEHOUSE_MASTER_KEY").orElseGet(secrets::masterKey));
        for (var key : List.of("GATEHOUSE_MASTER_KEY_NEXT", "GATEHOUSE_MASTER_KEY_PREVIOUS")) {
            settings.find(key).ifPresent(value -> own.put(key, value));
        }
        // Those that it knows by itself are among them.
        own.put(EVENT_READERS, services.clients().stream().map(Service::folder).collect(joining(",")));
        own.put(
                ERASURE_SERVICES,
                services.keepersOfPeople().stream().map(Service::folder).collect(joining(",")));
        services.clients().forEach(client -> own.put(client.clientSecretSetting(), clientSecret(client)));
        var administrator = Administrator.of(settings, secrets);
        own.put(Administrator.EMAIL, administrator.email());
        own.put(Administrator.PASSWORD, administrator.password());
        return own;
    }

    private boolean isForEveryone(String name) {
        return !NOT_FOR_EVERYONE.contains(name)
                && behindTheDoor().map(Service::urlSetting).noneMatch(name::equals)
                && services.clients().stream().map(Service::clientSecretSetting).noneMatch(name::equals);
    }

    private Stream<Service> behindTheDoor() {
        return services.all().stream().filter(service -> !services.isGateway(service));
    }

    private String clientSecret(Service service) {
        return settings.find(service.clientSecretSetting()).orElseGet(() -> secrets.clientSecret(service));
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + ports.http(service);
    }
}
