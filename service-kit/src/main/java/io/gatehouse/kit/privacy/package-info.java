/**
 * What a service that keeps anything of people owes them. Each feature says of each of its tables what of it is handed out ({@link
 * io.gatehouse.kit.privacy.PersonalTable}); the service says how it forgets somebody ({@link io.gatehouse.kit.privacy.PersonErasure}) and
 * runs an {@link io.gatehouse.kit.privacy.ErasureFollower}. A test compares both with the tables that there are.
 *
 * <p>Left to others: when somebody is to be forgotten (auth-service), and what people are shown of it.
 */
package io.gatehouse.kit.privacy;
