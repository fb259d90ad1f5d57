package io.gatehouse.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more instance of auth-service beside the set's own, on the same database and the same Redis. */
final class SecondAuthService implements AutoCloseable {

    private final Process process;
    private final int port;
    private final int managementPort;

    private SecondAuthService(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it as the launcher has started the first. */
    static SecondAuthService beside(Gatehouse gatehouse) throws IOException {
        var port = freePort();
        var managementPort = freePort();
        var first = gatehouse.process("auth-service").info();
        var command = new ArrayList<String>();
        command.add(first.command().orElseThrow());
        command.addAll(List.of(first.arguments().orElseThrow()));
        var home = gatehouse.script().home();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("second-auth-service.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(environment(gatehouse));
        // A loaded build machine is no slow Redis.
        builder.environment().put("GATEHOUSE_THROTTLE_REDIS_BUDGET", "2S");
        builder.environment().put("GATEHOUSE_PORT", Integer.toString(port));
        builder.environment().put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(managementPort));
        return new SecondAuthService(builder.start(), port, managementPort);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupt) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> environment(Gatehouse gatehouse) {
        var offset = gatehouse.script().portOffset();
        return Map.of(
                "GATEHOUSE_ISSUER",
                "http://localhost:" + gatehouse.gatewayPort(),
                "GATEHOUSE_DB_URL",
                "postgresql://127.0.0.1:" + (15432 + offset) + "/gatehouse",
                "GATEHOUSE_DB_USERNAME",
                "gatehouse_auth",
                "GATEHOUSE_DB_PASSWORD",
                gatehouse.secret("database_password.auth-service"),
                "GATEHOUSE_REDIS_URL",
                "redis://127.0.0.1:" + (16379 + offset),
                "GATEHOUSE_MASTER_KEY",
                gatehouse.secret("master_key"),
                "GATEHOUSE_CLIENTS_USER_SERVICE_SECRET",
                gatehouse.secret("user_service_client_secret"),
                "GATEHOUSE_MAIL_FROM",
                "gatehouse@localhost.localdomain",
                "GATEHOUSE_LOG_JSON",
                "false");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
