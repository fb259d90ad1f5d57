package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The services of the set, in the order in which they are listed to people, which is that of their ports: every folder of the
 * checkout with a {@code service.properties}.
 */
public record ServiceSet(List<Service> all) {

    private static final String GATEWAY = "gateway";
    private static final String AUTH = "auth-service";
    private static final String USER = "user-service";
    private static final int LEAST_COLUMN = 14;
    private static final String FILE = "service.properties";

    /** Those of a checkout. */
    public static ServiceSet in(Path checkout) {
        try (var folders = Files.list(checkout)) {
            return new ServiceSet(folders.map(folder -> folder.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .map(ServiceSet::read)
                    .sorted(Comparator.comparingInt(Service::httpPort))
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Service gateway() {
        return get(GATEWAY);
    }

    Service auth() {
        return get(AUTH);
    }

    /** The service in a folder. */
    public Service get(String folder) {
        return all.stream()
                .filter(service -> service.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new LauncherException(folder + " has no " + FILE));
    }

    /** How wide a column is in which all of them and the servers are named. */
    int columnOfNames() {
        return all.stream().mapToInt(service -> service.folder().length()).reduce(LEAST_COLUMN, Math::max);
    }

    /** Those that ask for tokens of their own. */
    List<Service> clients() {
        return all.stream().filter(Service::isClient).toList();
    }

    /** Those that auth-service waits for when somebody is to be forgotten. */
    List<Service> keepersOfPeople() {
        return all.stream().filter(Service::keepsPeople).toList();
    }

    /** Each stands on the ones before it: what the others ask first, the door last. */
    List<Service> inOrderOfStart() {
        var others = all.stream().filter(service -> !service.equals(auth()) && !service.equals(gateway()));
        return Stream.of(Stream.of(auth()), others, Stream.of(gateway()))
                .flatMap(some -> some)
                .toList();
    }

    boolean isAuth(Service service) {
        return service.folder().equals(AUTH);
    }

    boolean isUser(Service service) {
        return service.folder().equals(USER);
    }

    boolean isGateway(Service service) {
        return service.folder().equals(GATEWAY);
    }

    private static Service read(Path file) {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return new Service(
                    file.getParent().getFileName().toString(),
                    Integer.parseInt(values.getProperty("port", "")),
                    Optional.ofNullable(values.getProperty("schema")),
                    Boolean.parseBoolean(values.getProperty("client")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NumberFormatException noNumber) {
            throw new LauncherException(file + " needs a port", null, noNumber);
        }
    }
}
