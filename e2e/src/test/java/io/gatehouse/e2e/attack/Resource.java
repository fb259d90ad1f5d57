package io.gatehouse.e2e.attack;

import java.util.Map;

/** What an id in a path names. An endpoint with an id of which nobody has said what it names fails the tests here. */
enum Resource {
    ACCOUNT,
    SESSION,
    PREFERENCE,
    ORGANIZATION,
    INVITATION,
    MAIL,
    CLIENT,
    CLIENT_SECRET,
    CLIENT_KEY,
    ROLE,
    SIGNING_KEY;

    // By the path up to the id.
    private static final Map<String, Resource> BY_PATH = Map.ofEntries(
            Map.entry("/v1/auth/sessions/{id}", SESSION),
            Map.entry("/v1/users/{id}", ACCOUNT),
            Map.entry("/v1/users/me/preferences/{key}", PREFERENCE),
            Map.entry("/v1/organizations/{id}", ORGANIZATION),
            Map.entry("/v1/organizations/{id}/members/{user_id}", ACCOUNT),
            Map.entry("/v1/organizations/{id}/invitations/{invitation_id}", INVITATION),
            Map.entry("/v1/admin/accounts/{id}", ACCOUNT),
            Map.entry("/v1/admin/mails/{id}", MAIL),
            Map.entry("/v1/admin/clients/{id}", CLIENT),
            Map.entry("/v1/admin/clients/{id}/secrets/{secret}", CLIENT_SECRET),
            Map.entry("/v1/admin/clients/{id}/keys/{kid}", CLIENT_KEY),
            Map.entry("/v1/admin/roles/{name}", ROLE),
            Map.entry("/v1/admin/keys/{kid}", SIGNING_KEY));

    /** What the parameter of an operation's path names. */
    static Resource of(Operation operation, String parameter) {
        var placeholder = "{" + parameter + "}";
        var path = operation.path();
        var resource = BY_PATH.get(path.substring(0, path.indexOf(placeholder) + placeholder.length()));
        if (resource == null) {
            throw new AssertionError("nobody has decided what " + placeholder + " of " + operation + " names");
        }
        return resource;
    }
}
