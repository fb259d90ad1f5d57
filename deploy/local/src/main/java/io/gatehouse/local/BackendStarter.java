package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.EmbeddedSmtp;
import io.gatehouse.local.server.Inbox;
import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.migrator.PostgresUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

    /** What will be started, and the ports it will listen on. */
    List<Ports.Claim> claims() {
        var claims = new ArrayList<Ports.Claim>();
        claim(claims, POSTGRES_URL, "PostgreSQL", ports.postgres());
        claim(claims, REDIS_URL, "Redis", ports.redis());
        claim(claims, SMTP_URL, "SMTP inbox", ports.smtp());
        return claims;
    }

    /** Starts them one after the other on the stack. The settings are read first: what is unreadable starts nothing. */
    Backends start(Secrets secrets, Stack stack) {
        var postgres = settings.find(POSTGRES_URL).map(BackendStarter::externalPostgres);
        var redis = settings.find(REDIS_URL).map(RedisUrl::parse);
        var smtp = settings.find(SMTP_URL).map(SmtpUrl::parse);
        return new Backends(
                postgres.orElseGet(() -> embeddedPostgres(secrets.databaseOwnerPassword(), stack)),
                redis.orElseGet(() -> embeddedRedis(stack)),
                smtp.orElseGet(() -> embeddedSmtp(stack)));
    }

    private PostgresUrl embeddedPostgres(String password, Stack stack) {
        start(EmbeddedPostgres.NAME, stack, () -> EmbeddedPostgres.start(
                        folders, ports.postgres(), password, Durability.FULL)
                .process());
        return EmbeddedPostgres.url(ports.postgres(), password);
    }

    private RedisUrl embeddedRedis(Stack stack) {
        start(EmbeddedRedis.NAME, stack, () -> EmbeddedRedis.start(folders, ports.redis())
                .process());
        return RedisUrl.parse("redis://127.0.0.1:" + ports.redis());
    }

    private SmtpUrl embeddedSmtp(Stack stack) {
        var server = EmbeddedSmtp.start(ports.smtp(), new Inbox(folders.mail()));
        stack.endsWith(server::stop);
        return new SmtpUrl("127.0.0.1", server.port(), "", "", false);
    }

    private void start(String name, Stack stack, Supplier<ManagedProcess> starter) {
        stack.start(new SupervisedProcess(name, folders.log(name), starter));
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
            // Its message is not repeated: it may carry the password.
            throw new LauncherException(POSTGRES_URL + " reads postgresql://user:password@host:port/database");
        }
    }
}
