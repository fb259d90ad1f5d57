/**
 * Spans of OpenTelemetry: one for each request, one for each attempt to have it answered. Made here and not by Vert.x, whose
 * spans show queries and addresses that clients claim, know no routes, and are missing where no connection was had.
 * Without a collector nothing is measured, and the trace context of a client passes through unchanged.
 */
package io.gatehouse.gateway.trace;
