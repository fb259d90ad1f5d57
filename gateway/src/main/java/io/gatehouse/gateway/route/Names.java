package io.gatehouse.gateway.route;

import java.util.Locale;
import java.util.regex.Pattern;

/** How the file calls things: upstreams, policies and routes by names that it gives, choices by their own. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private Names() {}

    static String read(YamlValue value) {
        var name = value.text();
        check(name, value);
        return name;
    }

    /** A choice as the file spells it. */
    static String wire(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static void check(String name, YamlValue value) {
        if (!NAME.matcher(name).matches()) {
            throw value.refused("'" + name + "' is no name: small letters, digits and hyphens");
        }
    }
}
