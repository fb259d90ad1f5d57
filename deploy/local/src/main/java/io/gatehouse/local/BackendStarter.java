package io.gatehouse.local;

import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.util.ArrayList;
import java.util.List;

/** Starts what the services stand on, except where a setting points to a real server. */
final class BackendStarter {

    private static final String POSTGRES_URL = "GATEHOUSE_POSTGRES_URL";
    private static final String REDIS_URL = "GATEHOUSE_REDIS_URL";
    private static final String SMTP_URL = "GATEHOUSE_SMTP_URL";

    private final Settings settings;
    private final ServerFolders folders;
    private final Ports ports;

    BackendStarter(Settings settings, ServerFolders folders, Ports ports) {
        this.settings = settings;
        this.folders = folders;
        this.ports = ports;
    }

    /** The ports that the embedded servers will listen on. */
    List<Ports.Claim> claims() {
        var claims = new ArrayList<Ports.Claim>();
        claim(claims, POSTGRES_URL, "PostgreSQL", ports.postgres());
        claim(claims, REDIS_URL, "Redis", ports.redis());
        claim(claims, SMTP_URL, "SMTP inbox", ports.smtp());
        return claims;
    }

    /** Starts them one after the other and leaves with the stack how each is ended. */
    Backends start(Secrets secrets, Stack stack) {
        var postgres = settings.find(POSTGRES_URL)
                .map(BackendStarter::externalPostgres)
                .orElseGet(() -> {
                    var server = EmbeddedPostgres.start(
                            folders, ports.postgres(), secrets.databaseOwnerPassword(), Durability.FULL);
                    stack.endsWith(server::stop);
                    return server.url();
                });
        var redis = settings.find(REDIS_URL).orElseGet(() -> {
            var server = EmbeddedRedis.start(folders, ports.redis());
            stack.endsWith(server::stop);
            return server.url();
        });
        var smtp = settings.find(SMTP_URL).map(SmtpUrl::parse).orElseGet(() -> {
            var server = EmbeddedSmtp.start(ports.smtp(), new Inbox(folders.mail()));
            stack.endsWith(server::stop);
            return new SmtpUrl("127.0.0.1", server.port(), "", "", false);
        });
        return new Backends(postgres, redis, smtp);
    }

    private void claim(List<Ports.Claim> claims, String setting, String owner, int port) {
        if (settings.find(setting).isEmpty()) {
            claims.add(new Ports.Claim(owner, port));
        }
    }

    private static PostgresUrl externalPostgres(String url) {
        try {
            return PostgresUrl.parse(url);
        } catch (IllegalArgumentException unreadable) {
            throw new LauncherException(POSTGRES_URL + ": " + unreadable.getMessage());
        }
    }
}
