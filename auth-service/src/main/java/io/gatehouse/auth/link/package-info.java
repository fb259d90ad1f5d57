/**
 * One-time links and their codes: 256 random bits or eight digits, kept as hashes, bound to a purpose, a subject and the
 * address they were mailed to. What a link allows is left to {@code account}.
 */
package io.gatehouse.auth.link;
