package io.gatehouse.auth.client;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For the API document alone: the form of RFC 6749 section 4.4.2. */
@Schema(requiredProperties = "grant_type")
record TokenForm(
        String grantType,
        String scope,
        String clientId,
        String clientSecret,
        String clientAssertionType,
        String clientAssertion) {}
