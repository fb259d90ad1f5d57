/**
 * Who asks: the access token is verified once, here at the edge, looked up among those revoked, and the route's roles and
 * scopes are checked. The token itself goes on with the request, and services verify it again; no header made here replaces
 * it.
 *
 * <p>Opaque tokens (introspection) and API keys are not known yet. They would be other ways to the same {@code Identity},
 * chosen in {@code EdgeIdentity} by the form of the credential, before its revocations, roles and scopes are looked at.
 */
package io.gatehouse.gateway.identity;
