package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import java.util.List;

/** Counts a request in all of its buckets, or in none when one of those that may refuse it does. */
interface Counting {

    /** The buckets that may refuse stand before those that only count. */
    Future<List<PolicyState>> decide(List<Bucket> buckets);
}
