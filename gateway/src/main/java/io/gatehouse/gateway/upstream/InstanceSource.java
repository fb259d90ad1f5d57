package io.gatehouse.gateway.upstream;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the instances of a service are found. */
public sealed interface InstanceSource {

    /** Whether they are spoken to over TLS. */
    boolean tls();

    private static boolean isPort(int number) {
        return number > 0 && number <= 65_535;
    }

    /**
     * A list that does not change.
     *
     * @param urls scheme, host and port each, all with the same scheme; paths are forwarded unchanged, so they have none
     */
    record Listed(List<URI> urls) implements InstanceSource {

        public Listed {
            urls = List.copyOf(urls);
            urls.forEach(Listed::check);
            if (urls.stream().map(URI::getScheme).distinct().count() != 1) {
                throw new IllegalArgumentException("an upstream has at least one url, and all have the same scheme");
            }
            if (new HashSet<>(urls).size() != urls.size()) {
                throw new IllegalArgumentException("an upstream has each url once");
            }
        }

        @Override
        public boolean tls() {
            return "https".equals(urls.getFirst().getScheme());
        }

        /** The port of one of them, whether it tells it or not. */
        public static int port(URI url) {
            int usual = "https".equals(url.getScheme()) ? 443 : 80;
            return url.getPort() == -1 ? usual : url.getPort();
        }

        @Override
        public String toString() {
            return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
        }

        private static void check(URI url) {
            var path = url.getRawPath();
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean hasPath = path != null && !path.isEmpty() && !"/".equals(path);
            boolean port = url.getPort() == -1 || isPort(url.getPort());
            if (!http
                    || url.getHost() == null
                    || !port
                    || hasPath
                    || url.getRawQuery() != null
                    || url.getRawUserInfo() != null) {
                throw new IllegalArgumentException("'" + url + "': is not of the form http://host:port");
            }
        }
    }

    /**
     * Whatever a name stands for in the DNS, looked up again when the answer's time to live has passed.
     *
     * @param port the port of every instance; null for SRV records, which tell it
     */
    record Dns(String name, Type type, Integer port, boolean tls) implements InstanceSource {

        /** The records that are asked for. */
        public enum Type {
            A,
            AAAA,
            /** A, or AAAA where there is none: of pods, whose cluster has one kind alone. */
            ADDRESS,
            SRV
        }

        // RFC 1035 section 2.3.4, with the underscores of service records.
        private static final Pattern NAME = Pattern.compile(
                "(?=.{1,253}\\.?$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})(?:\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\\.?");

        public Dns {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name in the DNS");
            }
            if ((type == Type.SRV) != (port == null)) {
                throw new IllegalArgumentException("a port is needed for A and AAAA records; SRV records bring it");
            }
            if (port != null && !isPort(port)) {
                throw new IllegalArgumentException("a port is between 1 and 65535");
            }
        }

        @Override
        public String toString() {
            return type + " " + name;
        }
    }
}
