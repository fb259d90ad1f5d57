package io.gatehouse.local;

import io.gatehouse.local.server.ServerFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout, and the folder of everything that one running set keeps. */
record Home(Path checkout, ServerFolders state) {

    /** As the script {@code ./gatehouse} hands them over. */
    static Home ofThisLauncher() {
        return new Home(
                Path.of(System.getProperty("gatehouse.checkout")),
                ServerFolders.below(Path.of(System.getProperty("gatehouse.home"))));
    }

    ServiceSet services() {
        return ServiceSet.in(checkout);
    }

    Path application(Service service) {
        return checkout.resolve(service.folder()).resolve("target/quarkus-app");
    }

    /** What a training run left for the next starts (JEP 483); a build takes it away with the rest of the application. */
    Path aotCache(Service service) {
        return application(service).resolve("app.aot");
    }

    /** What it is called until all of it is written. */
    Path aotDraft(Service service) {
        return application(service).resolve("app.aot.draft");
    }

    /** The same checkout with a state folder of its own, for a second set beside this one. */
    Home beside(Path root) {
        return new Home(checkout, new ServerFolders(root, state.programs()));
    }

    /** Removes data and secrets. */
    void forget() {
        state.deleteData();
        try {
            Files.deleteIfExists(secrets());
        } catch (IOException failure) {
            throw new LauncherException("The old secrets could not be removed: " + failure.getMessage());
        }
    }

    Path migrations(Service service) {
        return checkout.resolve(service.folder()).resolve("src/main/migrations");
    }

    Path secrets() {
        return state.root().resolve("secrets.properties");
    }

    Path log(Service service) {
        return state.log(service.folder());
    }
}
