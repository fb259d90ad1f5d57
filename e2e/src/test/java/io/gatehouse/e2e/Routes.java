package io.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged routes with limits made for the tests, by address and on the service's metadata. */
public final class Routes {

    private static final Path PACKAGED = Script.CHECKOUT.resolve("gateway/src/main/resources/routes.yaml");

    /** Limited to 100 per 60 s. */
    public static final String LIMITED = "/.well-known/oauth-authorization-server";

    /** Limited to 100 per 6 s. */
    public static final String LIMITED_BRIEFLY = "/limited-briefly";

    private Routes() {}

    public static Path withTestLimits(Path folder) throws IOException {
        var routes = Files.readString(PACKAGED)
                .replaceFirst("(?m)^policies:$", """
                        policies:
                          hundred:
                            quota: 100
                            window: 60s
                            key: address
                          brief-hundred:
                            quota: 100
                            window: 6s
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
                          - id: limited-briefly
                            match:
                              paths: [/limited-briefly]
                              methods: [GET]
                            upstream: auth-service
                            rewrite: /.well-known/oauth-authorization-server
                            identity: none
                            limits: [brief-hundred]
                        """);
        return Files.writeString(Files.createDirectories(folder).resolve("routes.yaml"), routes);
    }
}
