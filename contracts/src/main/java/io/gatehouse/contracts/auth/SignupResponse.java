package io.gatehouse.contracts.auth;

/** {@code 201} of {@code POST /v1/auth/signup}: the new account, signed in. */
public record SignupResponse(AccountResponse account, TokenResponse tokens) {}
