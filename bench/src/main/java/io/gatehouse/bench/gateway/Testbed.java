package io.gatehouse.bench.gateway;

import io.gatehouse.local.server.ServerFolders;
import io.gatehouse.local.test.ServerKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where everything is that is measured or helps to: files below one folder, ports on the loopback address. */
record Testbed(Path checkout, int portOffset, ServerKeys keys) {

    /** With keys of its own. */
    static Testbed of(Path checkout, int portOffset) {
        try {
            var folder = checkout.resolve("bench/target/keys");
            return new Testbed(checkout, portOffset, ServerKeys.make(Files.createDirectories(folder)));
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static final int UPSTREAM_PORT = 8090;
    private static final int INSTANCES = 4;

    int issuerPort() {
        return 8081 + portOffset;
    }

    int upstreamPort() {
        return UPSTREAM_PORT + portOffset;
    }

    /** All ports of the upstream, which are as many instances to whoever looks from outside. */
    List<Integer> upstreamPorts() {
        return IntStream.range(0, INSTANCES)
                .mapToObj(number -> upstreamPort() + number)
                .toList();
    }

    int redisPort() {
        return 16379 + portOffset;
    }

    /** Of a contestant, apart from the others by its number. */
    int port(int number) {
        return 8100 + number + portOffset;
    }

    /** Where the same one speaks TLS. */
    int tlsPort(int number) {
        return 8150 + number + portOffset;
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    String jwksUrl() {
        return url(issuerPort()) + IssuerServer.PATH;
    }

    ServerFolders folders() {
        return ServerFolders.below(checkout.resolve("bench/target/gateway"));
    }

    /** A folder for one program alone. */
    Path folder(String name) {
        try {
            return Files.createDirectories(folders().data(name));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A file of {@code bench/gateway/}. */
    Path source(String file) {
        return checkout.resolve("bench/gateway").resolve(file).toAbsolutePath();
    }

    /** That file with {@code @name@} replaced, in the folder. */
    Path filled(String file, Path folder, Map<String, ?> values) {
        try {
            var text = Files.readString(source(file));
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
            }
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
