package io.gatehouse.auth.client;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For the API document alone: the form of RFC 7662 section 2.1 and RFC 7009 section 2.1. */
@Schema(requiredProperties = "token")
record PresentedTokenForm(
        String token,
        String tokenTypeHint,
        String clientId,
        String clientSecret,
        String clientAssertionType,
        String clientAssertion) {}
