package io.gatehouse.gateway.cache;

/**
 * Requests that may wait for each other: those with a token or a cookie hold up nobody else, and nothing they are answered tells
 * whether the resource is for everybody.
 */
record Lane(ResourceKey resource, boolean personal) {}
