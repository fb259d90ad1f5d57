package io.gatehouse.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of a server as a person wrote it. */
final class ServerUri {

    private ServerUri() {}

    /** Empty when it is no URI or names no host. Java's own failure would repeat the password in it. */
    static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
