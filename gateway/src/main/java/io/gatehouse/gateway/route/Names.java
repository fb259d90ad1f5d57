package io.gatehouse.gateway.route;

import java.util.regex.Pattern;

/** How upstreams, policies and routes are called. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private Names() {}

    static String read(YamlValue value) {
        var name = value.text();
        check(name, value);
        return name;
    }

    static void check(String name, YamlValue value) {
        if (!NAME.matcher(name).matches()) {
            throw value.refused("'" + name + "' is no name: small letters, digits and hyphens");
        }
    }
}
