/**
 * The audit trail: who did what, to whom, from where. Owns {@code audit_event}, which the service can add to and read, and
 * never change. What is worth telling is decided by the feature that does it, in the transaction that does it.
 */
package io.gatehouse.auth.audit;
