package io.gatehouse.contracts.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A profile as whoever asks sees it. A field that is not there has no value, or none for them. Owners and those who may
 * read all profiles see all of it, others what {@code visibility} allows them and neither that nor the versions.
 *
 * @param id the account's id, the {@code sub} of its tokens
 * @param version also the {@code ETag}, for who sees it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserResponse(
        UUID id,
        String displayName,
        String givenName,
        String familyName,
        String locale,
        String timeZone,
        String avatarUrl,
        String bio,
        String phone,
        Map<String, Object> attributes,
        VisibilitySettings visibility,
        Instant createdAt,
        Instant updatedAt,
        Long version) {}
