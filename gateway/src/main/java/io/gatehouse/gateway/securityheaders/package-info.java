/**
 * The fields by which browsers protect the API and its pages, on every response: the gateway's own, problems, and those of
 * services, which may be stricter about themselves but not about the host that they share.
 */
package io.gatehouse.gateway.securityheaders;
