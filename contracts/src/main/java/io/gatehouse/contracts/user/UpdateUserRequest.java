package io.gatehouse.contracts.user;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * {@code PATCH /v1/users/me} and {@code /v1/users/{id}}, a JSON Merge Patch (RFC 7396) over the fields of
 * {@link UserResponse} that may be changed: what is there replaces, null removes, what is missing stays. The validated
 * record is the profile as it will be.
 *
 * @param locale a BCP 47 language tag, such as {@code de-CH}
 * @param timeZone an IANA time zone, such as {@code Europe/Zurich}
 * @param phone in the form of E.164, such as {@code +41446681800}
 * @param attributes what the application keeps about the person; an object of its own making, nested 64 deep at most, that
 *     matches the schema which a service may be given
 */
public record UpdateUserRequest(
        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String displayName,

        @NotInvisible @Size(min = 1, max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String givenName,

        @NotInvisible @Size(min = 1, max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String familyName,

        @Size(max = 35) @LanguageTag String locale,

        @TimeZoneName String timeZone,

        @Size(max = 2048) @WebUrl String avatarUrl,

        @Size(min = 1, max = 1000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_MESSAGE)
        String bio,

        @Pattern(regexp = "\\+[1-9][0-9]{6,14}", message = "must be a phone number as in +41446681800")
        String phone,

        Map<String, Object> attributes,

        VisibilitySettings visibility) {

    public UpdateUserRequest {
        attributes = attributes == null ? Map.of() : attributes;
        visibility = visibility == null ? VisibilitySettings.ofNameAndPicture(Visibility.PRIVATE) : visibility;
    }
}
