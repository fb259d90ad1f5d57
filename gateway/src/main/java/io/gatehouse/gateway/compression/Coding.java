package io.gatehouse.gateway.compression;

/** How a body is coded (RFC 9110 section 8.4.1). */
enum Coding {
    BROTLI("br"),
    GZIP("gzip"),
    IDENTITY("identity");

    final String wire;

    Coding(String wire) {
        this.wire = wire;
    }
}
