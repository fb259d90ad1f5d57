package io.gatehouse.gateway.route;

/**
 * Whom copies of a route's requests go to.
 *
 * @param percent of the requests, 1 to 100
 */
public record MirrorRule(String upstream, int percent) {

    public MirrorRule {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percent is between 1 and 100");
        }
    }
}
