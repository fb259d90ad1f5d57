package io.gatehouse.local;

/**
 * The public port, as a person on this machine reaches it.
 *
 * @param secure whether it speaks TLS
 */
record Door(int port, boolean secure) {

    private static final String CERTIFICATE = "GATEHOUSE_TLS_CERTIFICATE";

    static Door of(Settings settings, Ports ports, Service gateway) {
        return new Door(ports.http(gateway), settings.find(CERTIFICATE).isPresent());
    }

    String url() {
        return (secure ? "https" : "http") + "://localhost:" + port;
    }
}
