package io.gatehouse.auth.feed;

import java.time.Duration;

/** What a consumer asks for: so many events after a position, and how long it waits for the first one. */
record EventQuery(long after, int limit, Duration patience) {}
