package io.gatehouse.auth.mail;

/**
 * The queue in numbers.
 *
 * @param oldestAge for how many seconds the oldest of the queued has waited; 0 where none is
 */
record MailSummary(long queued, long dead, double oldestAge) {}
