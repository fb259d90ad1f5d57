package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The field of the header by which each sender is known. */
final class Senders {

    /** A field, as it stands in a header. */
    record Field(String name, String value) {

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    // As many as a cache of verified tokens meets within a moment; each comes again and again.
    private static final int ACCOUNTS = 300;

    private final List<Field> accounts;

    Senders(Issuer issuer) {
        accounts = Stream.generate(issuer::token)
                .limit(ACCOUNTS)
                .map(token -> new Field("Authorization", "Bearer " + token))
                .toList();
    }

    /** Of those who send the requests of a case; only addresses are as many as asked for. */
    List<Field> of(GatewayCase kind, int addresses) {
        return switch (kind.sender) {
            case NOBODY -> List.of(new Field("Accept", "*/*"));
            case ACCOUNT -> accounts;
            case ADDRESS ->
                IntStream.range(0, addresses)
                        .mapToObj(n -> new Field(
                                "X-Forwarded-For", "10." + (n >> 16) + "." + (n >> 8 & 255) + "." + (n & 255)))
                        .toList();
        };
    }
}
