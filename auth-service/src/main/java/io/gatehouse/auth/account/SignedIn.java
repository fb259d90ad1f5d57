package io.gatehouse.auth.account;

import io.gatehouse.contracts.auth.TokenResponse;

/** Who signed in, and with what they go on. */
record SignedIn(Account account, TokenResponse tokens) {}
