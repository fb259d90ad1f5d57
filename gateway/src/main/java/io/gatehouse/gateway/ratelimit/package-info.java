/**
 * How much a caller may ask for. A policy of quota q per window w admits a burst of q and then what the elapsed time
 * earns (q per w), not one more, over all replicas together: the state is one number per subject and policy in Redis,
 * changed by one script that decides all policies of a request at once and consumes nothing when one of them refuses.
 *
 * <p>Redis never decides the latency: it has a time budget, and when it is late or gone each policy says what happens.
 * Who the caller is and which policies a route has is decided elsewhere.
 */
package io.gatehouse.gateway.ratelimit;
