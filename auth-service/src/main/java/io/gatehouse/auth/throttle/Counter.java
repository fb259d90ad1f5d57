package io.gatehouse.auth.throttle;

/** One number of tries: where it is kept, and what it allows. */
record Counter(String key, Allowance allowance) {}
