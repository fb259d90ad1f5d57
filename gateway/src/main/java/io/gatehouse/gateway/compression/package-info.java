/**
 * Compresses responses of routes that ask for it, as a stream: what came in one go is passed on in one go. What a service
 * compressed itself, streams of events and parts of a whole are left alone. A compressed representation has an entity tag of
 * its own, made from the service's and taken back where a client sends it.
 */
package io.gatehouse.gateway.compression;
