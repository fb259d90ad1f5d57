package io.gatehouse.auth.mfa;

/** Whether an account has a second factor, and how many recovery codes it has left. */
record MfaStatus(boolean active, long recoveryCodesLeft) {}
