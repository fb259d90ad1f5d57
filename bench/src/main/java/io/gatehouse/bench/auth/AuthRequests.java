package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Rotation;
import java.util.List;

/**
 * The requests to one server, in its own words.
 *
 * @param introspect of access tokens that are good, by a client that may
 * @param rotation the refresh tokens that {@code refresh} takes
 * @param login of several people
 */
record AuthRequests(
        Request jwks,
        List<Request> introspect,
        Request clientCredentials,
        Request refresh,
        Rotation rotation,
        List<Request> login) {}
