/**
 * HTTP/2 as a gateway must speak it: what a request's fields may say (RFC 9113 section 8), what a connection may ask for
 * beside requests, streams that do not get on, and connections that are sent elsewhere. The frames themselves are Netty's.
 */
package io.gatehouse.gateway.http2;
