/** What HTTP/1.1 (RFC 9112) asks of every message, whoever has sent it: a client's request or a service's response. */
package io.gatehouse.gateway.http1;
