package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Subject;

/** Somebody who issues tokens, and how it is asked. */
public record TokenServer(Subject subject, AuthRequests requests) {}
