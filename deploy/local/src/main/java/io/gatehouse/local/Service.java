package io.gatehouse.local;

import java.util.Locale;
import java.util.Optional;

/**
 * A service of the set. What others call it follows from its folder: {@code user-service} signs in to the database as
 * {@code gatehouse_user}, and is reached where {@code GATEHOUSE_USER_URL} says.
 *
 * @param folder in the checkout, which is also its name in run files and logs, and its id as a client
 * @param schema that it owns, if it keeps data
 * @param isClient whether it asks auth-service for tokens of its own
 */
public record Service(String folder, int httpPort, Optional<String> schema, boolean isClient) {

    private static final String SUFFIX = "-service";
    private static final int FROM_HTTP_TO_MANAGEMENT = 1_000;

    public int managementPort() {
        return httpPort + FROM_HTTP_TO_MANAGEMENT;
    }

    /** The role it signs in with, if it keeps data. */
    public Optional<String> role() {
        return schema.map(owned -> "gatehouse_" + identifier(name()));
    }

    /** The setting that says where it is. */
    String urlSetting() {
        return "GATEHOUSE_" + setting(name()) + "_URL";
    }

    /** The setting of user-service that says where people's exports come from as well. */
    String exportSetting() {
        return "GATEHOUSE_EXPORT_SOURCES_" + setting(name()).replace("_", "");
    }

    /** Whether it keeps something of people, and forgets them when it is told to. */
    public boolean keepsPeople() {
        return isClient && schema.isPresent();
    }

    /** The setting of auth-service with its secret as a client. */
    String clientSecretSetting() {
        return "GATEHOUSE_CLIENTS_" + setting(folder) + "_SECRET";
    }

    /** The name of its secret as a client among those of a set. */
    String clientSecretName() {
        return identifier(folder) + "_client_secret";
    }

    private String name() {
        return folder.endsWith(SUFFIX) ? folder.substring(0, folder.length() - SUFFIX.length()) : folder;
    }

    private static String identifier(String name) {
        return name.replace('-', '_');
    }

    private static String setting(String name) {
        return identifier(name).toUpperCase(Locale.ROOT);
    }
}
