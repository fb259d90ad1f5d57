package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.Wrk;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One kind of request. */
enum ReadKind {
    BY_ID("users-by-id", 1),
    PAGE("users-page", 50);

    final String label;

    /** How many profiles an answer holds. */
    final int profiles;

    ReadKind(String label, int profiles) {
        this.label = label;
        this.profiles = profiles;
    }

    /** All that are sent in turn, with a token that sees everything. */
    Wrk.Requests requests(List<UUID> people, String token) {
        return new Wrk.Requests(
                "GET",
                0,
                paths(people)
                        .map(path -> path + " Authorization: Bearer " + token)
                        .toList());
    }

    /** Where to read. */
    Stream<String> paths(List<UUID> people) {
        return this == PAGE
                ? Stream.of("/v1/users?limit=" + profiles)
                : people.stream().map(id -> "/v1/users/" + id);
    }
}
