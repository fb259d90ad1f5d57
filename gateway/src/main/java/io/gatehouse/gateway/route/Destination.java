package io.gatehouse.gateway.route;

import java.util.List;
import java.util.function.Supplier;

/** The services that a route's requests go to: one, or several that share the callers by weight. */
public record Destination(List<Share> shares) {

    /** The name that routes to the gateway's own pages use as their upstream. */
    public static final String GATEWAY = "gateway";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A service and its part of the callers, in relation to the others'. */
    public record Share(String upstream, int weight) {

        public Share {
            if (weight < 0 || weight > 1_000) {
                throw new IllegalArgumentException("weight is between 0 and 1000");
            }
        }
    }

    public Destination {
        if (shares.stream().mapToInt(Share::weight).sum() < 1) {
            throw new IllegalArgumentException("one of the weights must be above 0");
        }
        if (shares.stream().map(Share::upstream).distinct().count() < shares.size()) {
            throw new IllegalArgumentException("an upstream stands here twice");
        }
    }

    static Destination only(String upstream) {
        return new Destination(List.of(new Share(upstream, 1)));
    }

    /** Whether the gateway answers itself. */
    public boolean isGateway() {
        return leadsTo(GATEWAY);
    }

    boolean leadsTo(String upstream) {
        return shares.stream().anyMatch(share -> share.upstream.equals(upstream));
    }

    /**
     * The service of a caller: always the same while the weights stay, and when one grows, for as many callers as possible.
     *
     * @param salt what makes callers stand elsewhere for another route
     * @param caller asked for only where there is a choice
     */
    public String of(String salt, Supplier<String> caller) {
        return shares.size() == 1 ? shares.getFirst().upstream : at(point(salt, caller.get()));
    }

    /** @param point where a caller stands, evenly distributed over all ints */
    String at(int point) {
        int total = 0;
        for (var share : shares) {
            total += share.weight;
        }
        // The upper bits of the product: a part of the total, without the bias of a remainder.
        int left = (int) ((Integer.toUnsignedLong(point) * total) >>> Integer.SIZE);
        for (var share : shares) {
            left -= share.weight;
            if (left < 0) {
                return share.upstream;
            }
        }
        throw new IllegalStateException("weights that do not add up");
    }

    // FNV-1a, and the last step of MurmurHash3, which spreads what differs only in the last characters.
    private static int point(String salt, String caller) {
        long hash = added(added(FNV_OFFSET, salt), caller);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash >>> Integer.SIZE);
    }

    private static long added(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * FNV_PRIME;
        }
        return sum;
    }
}
