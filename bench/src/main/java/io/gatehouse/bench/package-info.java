/**
 * What the packaged set costs under load: processor time of each process per request, and how long requests take. It starts
 * a set of its own through {@code ./gatehouse up}. What the parts cost alone is in {@code parts}.
 */
package io.gatehouse.bench;
