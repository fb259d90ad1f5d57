package io.gatehouse.auth.account;

import io.gatehouse.auth.link.LinkSubject;

/**
 * Whoever has an address, as mail to it wants to know.
 *
 * @param verified whether the address is verified
 * @param active whether the account may be used; a pending sign-up may
 */
record MailSubject(LinkSubject link, boolean verified, boolean active) {}
