/**
 * Sessions of browsers: both tokens in cookies that no script can read, kept by nobody but the browser, so that any replica
 * serves any request. Here a session's tokens become cookies and cookies a token; what the token is worth is decided by
 * {@code identity}, as for every other client.
 *
 * <p>Invariants: no reply to a page has a token in it; no service sees these cookies; a cookie speaks for a person only in
 * requests that are shown to come from a page that may (see {@code SameOrigin}).
 */
package io.gatehouse.gateway.browser;
