package io.gatehouse.local;

import java.util.Optional;

/** The services of the set, in the order in which they are listed to people. */
enum Service {
    GATEWAY("gateway", 8080, 9080, null, null),
    AUTH("auth-service", 8081, 9081, "auth", "gatehouse_auth"),
    USER("user-service", 8082, 9082, "users", "gatehouse_user");

    private final String folder;
    private final int httpPort;
    private final int managementPort;
    private final String schema;
    private final String role;

    Service(String folder, int httpPort, int managementPort, String schema, String role) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.managementPort = managementPort;
        this.schema = schema;
        this.role = role;
    }

    /** Its folder in the checkout, which is also its name in run files and logs. */
    String folder() {
        return folder;
    }

    int httpPort() {
        return httpPort;
    }

    int managementPort() {
        return managementPort;
    }

    /** The schema it owns, if it keeps data. */
    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** The role it signs in with, if it keeps data. */
    Optional<String> role() {
        return Optional.ofNullable(role);
    }
}
