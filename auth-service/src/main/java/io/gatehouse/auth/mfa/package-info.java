/**
 * The second factor: time-based one-time passwords (RFC 6238) and the recovery codes that stand in for them. Owns
 * {@code totp}, {@code recovery_code} and {@code mfa_challenge}, and the rule that each of what they hold is accepted once,
 * whoever asks and at whichever instance. Knows when a change needs a recent sign-in. Passwords are left to {@code account}.
 */
package io.gatehouse.auth.mfa;
