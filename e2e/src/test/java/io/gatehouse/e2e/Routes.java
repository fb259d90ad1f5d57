package io.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged routes with one limit made for the tests: 100 per 60 s and address, on the service's metadata. */
final class Routes {

    private static final Path PACKAGED = Script.checkout().resolve("gateway/src/main/resources/routes.yaml");

    /** The path that is limited so. */
    static final String LIMITED = "/.well-known/oauth-authorization-server";

    private Routes() {}

    static Path withTestLimits(Path folder) throws IOException {
        var routes = Files.readString(PACKAGED)
                .replaceFirst("(?m)^policies:$", """
                        policies:
                          hundred:
                            quota: 100
                            window: 60s
                            key: address""")
                .replaceFirst(", /\\.well-known/oauth-authorization-server", "")
                .replaceFirst("(?m)^routes:$", """
                        routes:
                          - id: limited
                            match:
                              paths: [/.well-known/oauth-authorization-server]
                              methods: [GET]
                            upstream: auth-service
                            identity: none
                            limits: [hundred]
                        """);
        return Files.writeString(Files.createDirectories(folder).resolve("routes.yaml"), routes);
    }
}
