package io.gatehouse.gateway.edge;

/**
 * In which field trusted proxies say whom they saw. One is believed, never both: a proxy that writes one of them hands the
 * other one on as the client sent it.
 */
enum ProxyHeader {
    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
    X_FORWARDED,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
}
