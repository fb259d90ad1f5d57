package io.gatehouse.local;

import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the servers of a set, migrates the database and starts the services, until all of them are ready. */
final class Startup {

    private final Home home;
    private final Settings settings;
    private final Ports ports;
    private final Stack stack;

    Startup(Home home, Settings settings, Ports ports, Stack stack) {
        this.home = home;
        this.settings = settings;
        this.ports = ports;
        this.stack = stack;
    }

    /** What runs now. */
    record Started(Backends backends, Services services) {}

    Started run(Secrets secrets, Packaging packaging, boolean relaxedLimits) {
        var backendStarter = new BackendStarter(settings, home.state(), ports);
        requireFreePorts(backendStarter);
        beginLogs();
        var embedded = backendStarter.claims().stream().map(Ports.Claim::owner).toList();
        if (!embedded.isEmpty()) {
            Console.say("Starting " + String.join(", ", embedded));
        }
        var backends = backendStarter.start(secrets, stack);
        Console.say("Migrating the database");
        Migrations.run(home, backends.postgres(), secrets);
        var set = home.services();
        Console.say("Starting " + String.join(", ", folders(set.inOrderOfStart())));
        var serviceSettings = new ServiceSettings(settings, secrets, ports, backends, relaxedLimits, set);
        var services = Services.start(home, packaging, serviceSettings, stack);
        services.awaitReadiness(new Readiness(ports), ports);
        return new Started(backends, services);
    }

    // Only now: a start that finds its ports taken leaves the logs of the last one that ran.
    private void beginLogs() {
        folders(home.services().all()).forEach(home.state()::beginLog);
        Stream.of(EmbeddedPostgres.NAME, EmbeddedRedis.NAME).forEach(home.state()::beginLog);
    }

    private static List<String> folders(List<Service> services) {
        return services.stream().map(Service::folder).toList();
    }

    private void requireFreePorts(BackendStarter backends) {
        var claims = new ArrayList<Ports.Claim>();
        home.services().all().forEach(service -> {
            claims.add(new Ports.Claim(service.folder(), ports.http(service)));
            claims.add(new Ports.Claim(service.folder() + " management", ports.management(service)));
        });
        ports.http2(settings).stream()
                .filter(port -> port > 0)
                .forEach(port -> claims.add(new Ports.Claim("gateway, " + Ports.HTTP2, port)));
        claims.addAll(backends.claims());
        ports.requireFree(claims);
    }
}
