package io.gatehouse.contracts.auth;

/** {@code GET /v1/auth/mfa}: whether signing in takes a second factor. */
public record MfaStatusResponse(boolean active, long recoveryCodesLeft) {}
