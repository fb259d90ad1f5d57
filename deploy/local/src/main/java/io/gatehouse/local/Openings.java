package io.gatehouse.local;

import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is said to a server to hear from it: the system takes connections also for a process that is stopped. SMTP servers
 * speak first, unless it is to be over TLS, so nothing is said to them.
 */
final class Openings {

    /** PostgreSQL's SSLRequest: its length and its number. It is answered without a name or a password. */
    private static final byte[] SSL_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();

    private static final Map<String, byte[]> BY_NAME = Map.of(
            EmbeddedPostgres.NAME, SSL_REQUEST, EmbeddedRedis.NAME, "PING\r\n".getBytes(StandardCharsets.US_ASCII));

    private Openings() {}

    /** Empty for a server of which it is enough that it takes the connection. */
    static byte[] of(String server) {
        return BY_NAME.getOrDefault(server, new byte[0]);
    }
}
