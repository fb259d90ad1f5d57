package io.gatehouse.contracts.user;

/**
 * Who sees which field of a profile; private, where nothing is said.
 *
 * @param displayName of the profile as a whole: for whom the name is not there, the profile is not
 */
public record VisibilitySettings(
        Visibility displayName,
        Visibility givenName,
        Visibility familyName,
        Visibility locale,
        Visibility timeZone,
        Visibility avatarUrl,
        Visibility bio,
        Visibility phone,
        Visibility attributes) {

    public VisibilitySettings {
        displayName = orPrivate(displayName);
        givenName = orPrivate(givenName);
        familyName = orPrivate(familyName);
        locale = orPrivate(locale);
        timeZone = orPrivate(timeZone);
        avatarUrl = orPrivate(avatarUrl);
        bio = orPrivate(bio);
        phone = orPrivate(phone);
        attributes = orPrivate(attributes);
    }

    /** Name and picture for these, everything else for nobody. */
    public static VisibilitySettings ofNameAndPicture(Visibility visibility) {
        return new VisibilitySettings(visibility, null, null, null, null, visibility, null, null, null);
    }

    private static Visibility orPrivate(Visibility visibility) {
        return visibility == null ? Visibility.PRIVATE : visibility;
    }
}
