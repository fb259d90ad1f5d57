/**
 * The certificate of the public port: where it is, whether it and its key belong together, and its renewal while the port is
 * open. What TLS itself allows stands in the TLS configuration {@code gateway} of {@code application.properties}.
 */
package io.gatehouse.gateway.tls;
