/**
 * Who asks: the access token is verified once, here at the edge, and the route's roles and scopes are checked. The token
 * itself goes on with the request, and services verify it again; no header made here replaces it.
 */
package io.gatehouse.gateway.identity;
