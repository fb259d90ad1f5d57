package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.Answers;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Requests;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who sends the requests of each case. */
final class Senders {

    // As many as a cache of verified tokens meets within a moment; each comes again and again.
    private static final int ACCOUNTS = 300;

    private final List<String> tokens;

    Senders(Issuer issuer) {
        tokens = Stream.generate(issuer::token).limit(ACCOUNTS).toList();
    }

    /** The requests of a case to one contestant. */
    Requests of(GatewayCase kind) {
        var request = new Request(kind.method, kind.path(), Request.get("").fields(), "x".repeat(kind.bodyBytes));
        return switch (kind.sender) {
            case NOBODY -> Requests.of(List.of(request));
            case ACCOUNT -> Requests.of(tokens.stream().map(request::bearer).toList());
            case ADDRESS -> new Addresses(request);
        };
    }

    /** So few addresses that nine of ten requests are refused, however fast somebody answers. */
    private static final class Addresses implements Requests {
        // What the limit of the refused case grants each address.
        private static final double ADMITTED_PER_SECOND = 10;
        private static final double ADMITTED_SHARE = 0.1;
        private static final int FIRST = 50;

        private final Request request;
        private int count = FIRST;

        Addresses(Request request) {
            this.request = request;
        }

        @Override
        public List<Request> fast() {
            return each(count);
        }

        @Override
        public List<Request> steady(double perSecond) {
            return each(atLeastOne(perSecond * ADMITTED_SHARE / ADMITTED_PER_SECOND));
        }

        // The faster it answers, the more addresses it takes to earn a tenth of the next requests.
        @Override
        public void sent(Answers answers) {
            double admitted = Math.max(1, answers.requests() - answers.notGood());
            count = atLeastOne(count * ADMITTED_SHARE * answers.requests() / admitted);
        }

        private List<Request> each(int addresses) {
            return IntStream.range(0, addresses)
                    .mapToObj(n ->
                            request.with("X-Forwarded-For", "10." + (n >> 16) + "." + (n >> 8 & 255) + "." + (n & 255)))
                    .toList();
        }

        private static int atLeastOne(double number) {
            return Math.toIntExact(Math.max(1, Math.round(number)));
        }
    }
}
