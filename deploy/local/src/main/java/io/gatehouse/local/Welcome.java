package io.gatehouse.local;

import java.time.Duration;
import java.util.Locale;

/** What a person sees when the set is ready: where everything is, and what to try. */
final class Welcome {

    private final Home home;
    private final Ports ports;
    private final Door door;
    private final Backends backends;
    private final Options options;

    Welcome(Home home, Ports ports, Door door, Backends backends, Options options) {
        this.home = home;
        this.ports = ports;
        this.door = door;
        this.backends = backends;
        this.options = options;
    }

    void show(Administrator administrator, boolean firstTime, Duration took) {
        Console.say("");
        Console.say("Gatehouse is ready after " + "%.1f".formatted(took.toMillis() / 1000.0) + " s.");
        Console.say("");
        table();
        if (options.relaxedLimits()) {
            Console.say("");
            Console.say("RELAXED LIMITS: every quota is multiplied by 10,000. For load tests on this machine only.");
        }
        warnings();
        administrator(administrator, firstTime);
        Console.say("");
        Console.say("A tour, to paste line by line or as a whole:");
        if (door.secure()) {
            Console.say("(It does not check the certificate, which may name another host than localhost.)");
        }
        Console.say("");
        tour(administrator).lines().forEach(Console::say);
        Console.say("");
        Console.say(options.detached() ? "./gatehouse down ends everything." : "Ctrl-C ends everything.");
    }

    private Tour tour(Administrator administrator) {
        var passwordFile = new RunningSet(home).administratorPassword();
        return new Tour(door, administrator.email(), passwordFile);
    }

    private void table() {
        var gateway = door.url();
        row("Public door", gateway, "");
        row("API documents", gateway + "/docs", gateway + "/openapi.json");
        row("Problems", gateway + "/problems", "every error code");
        for (var service : home.services().all()) {
            var management = "http://localhost:" + ports.management(service) + "/q/";
            row(service.folder(), management + "health", management + "metrics");
        }
        row(
                "PostgreSQL",
                backends.postgres().toString(),
                "as " + backends.postgres().user());
        row("Redis", backends.redis().toString(), "");
        row("SMTP", backends.smtp().toString(), "./gatehouse mail shows what was sent");
        row("State", home.state().root().toString(), "data, logs, mail, secrets");
    }

    private void row(String name, String where, String more) {
        var row = "  %-" + home.services().columnOfNames() + "s %-48s %s";
        Console.say(row.formatted(name, where, more).stripTrailing());
    }

    // The gateway runs without Redis and mail waits for its server, so neither keeps the set from being ready.
    private void warnings() {
        warnUnlessAnswering("Redis", backends.redis().address(), "until it does, the gateway alone counts limits");
        warnUnlessAnswering("SMTP", backends.smtp().address(), "until it does, mail waits");
    }

    private static void warnUnlessAnswering(String name, Address address, String consequence) {
        if (!address.answers(Openings.of(name.toLowerCase(Locale.ROOT)))) {
            Console.say("");
            Console.say("WARNING: " + name + " does not answer at " + address + "; " + consequence + ".");
        }
    }

    // The password is shown once; afterwards it is where the tour reads it.
    private void administrator(Administrator administrator, boolean firstTime) {
        if (administrator.chosen()) {
            return;
        }
        var password = firstTime
                ? administrator.password() + "  (shown once; kept in " + home.secrets() + ")"
                : "in " + home.secrets();
        Console.say("");
        Console.say("  Administrator  " + administrator.email() + "  password " + password);
    }
}
