/**
 * Which pages of other origins may read a route's responses: the gateway answers their browsers' preflights and writes
 * the fields that allow reading, on its own problems too. It keeps no request out: what a caller may do is decided by
 * identity, and a request from another origin without a browser in between is like any other. Which origin is the
 * gateway's own is known here too, for those who do keep requests out.
 */
package io.gatehouse.gateway.cors;
