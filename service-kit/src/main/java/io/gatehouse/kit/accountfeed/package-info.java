/**
 * Hearing from auth-service what becomes of accounts. A service that sets {@code gatehouse.account-feed.enabled=true} and has
 * {@link io.gatehouse.kit.accountfeed.AccountEvents} follows its log, with the tables {@code event_position} and {@code
 * event_parked} in its own schema; how to follow a log at all is {@code eventlog}.
 */
package io.gatehouse.kit.accountfeed;
