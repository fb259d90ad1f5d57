package io.gatehouse.contracts.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A signing key, as {@code GET /v1/admin/keys} lists it.
 *
 * @param kid RFC 7638 thumbprint of the public part
 * @param createdAt since when it was published
 * @param activatedAt since when it signed; absent where it never did
 * @param retiredAt since when it signed no more; absent until then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyResponse(String kid, KeyStatus status, Instant createdAt, Instant activatedAt, Instant retiredAt) {}
