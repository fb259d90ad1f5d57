package io.gatehouse.local;

import java.time.Duration;

/** What a person sees when the set is ready: where everything is, and what to try. */
final class Welcome {

    private final Home home;
    private final Settings settings;
    private final Ports ports;
    private final Backends backends;
    private final Options options;

    Welcome(Home home, Settings settings, Ports ports, Backends backends, Options options) {
        this.home = home;
        this.settings = settings;
        this.ports = ports;
        this.backends = backends;
        this.options = options;
    }

    void show(Secrets secrets, Duration took) {
        Console.say("");
        Console.say("Gatehouse is ready after " + "%.1f".formatted(took.toMillis() / 1000.0) + " s.");
        Console.say("");
        table();
        if (options.relaxedLimits()) {
            Console.say("");
            Console.say("RELAXED LIMITS: every quota is multiplied by 10,000. For load tests on this machine only.");
        }
        administrator(secrets);
        Console.say("");
        Console.say("A tour, to paste line by line or as a whole:");
        Console.say("");
        tour().lines().forEach(Console::say);
        Console.say("");
        Console.say(options.detached() ? "./gatehouse down ends everything." : "Ctrl-C ends everything.");
    }

    private Tour tour() {
        return new Tour(
                ports.http(Service.GATEWAY), ServiceSettings.administrator(settings), home.secrets(), passwordChosen());
    }

    private void table() {
        var gateway = "http://localhost:" + ports.http(Service.GATEWAY);
        row("Gateway", gateway, "the public door");
        row("API documents", gateway + "/docs", gateway + "/openapi.json");
        row("Problems", gateway + "/problems", "every error code");
        for (var service : Service.values()) {
            var management = "http://localhost:" + ports.management(service) + "/q/";
            row(service.folder(), management + "health", management + "metrics");
        }
        row(
                "PostgreSQL",
                backends.postgres().toString(),
                "as " + backends.postgres().user());
        row("Redis", backends.redis().replaceFirst("//[^@/]*@", "//"), "");
        row("SMTP", backends.smtp().toString(), "./gatehouse mail shows what was sent");
        row("State", home.state().root().toString(), "data, logs, mail, secrets");
    }

    private static void row(String name, String where, String more) {
        Console.say("  %-14s %-48s %s".formatted(name, where, more).stripTrailing());
    }

    // The password is shown once; afterwards it is where the tour reads it.
    private void administrator(Secrets secrets) {
        if (passwordChosen()) {
            return;
        }
        var password = secrets.created() ? secrets.administratorPassword() + "  (shown once)" : "in " + home.secrets();
        Console.say("");
        Console.say("  Administrator  " + ServiceSettings.administrator(settings) + "  password " + password);
    }

    private boolean passwordChosen() {
        return settings.find("GATEHOUSE_ADMIN_PASSWORD").isPresent();
    }
}
