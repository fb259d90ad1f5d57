package io.gatehouse.user.privacy;

import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.privacy.PersonalExport;
import io.gatehouse.kit.client.OpenAnswer;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The other services that keep something of people. */
@Singleton
class ExportSources {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** Connections of their own: a reader who takes their time keeps some of these, and nobody else's. */
    private final SortedMap<String, ServiceClient> clients = new TreeMap<>();

    ExportSources(ExportConfig config, ServiceTokens tokens, Vertx vertx) {
        config.sources().forEach((name, url) -> clients.put(name, new ServiceClient(vertx, url, tokens)));
    }

    void stop(@Observes ShutdownEvent event) {
        clients.values().forEach(ServiceClient::close);
    }

    /** What a service has begun to tell. */
    record Part(String service, OpenAnswer answer) {}

    /** All of them have begun, or it fails with {@code service_unavailable}. */
    Uni<List<Part>> open(UUID accountId) {
        var opened = new ArrayList<Part>();
        var all = Uni.createFrom().voidItem();
        for (var source : clients.entrySet()) {
            all = all.chain(() -> open(source.getValue(), accountId))
                    .invoke(answer -> opened.add(new Part(name(answer, source.getKey()), answer)))
                    .replaceWithVoid();
        }
        return all.<List<Part>>map(done -> opened)
                .onFailure()
                .invoke(() -> drop(opened))
                .onCancellation()
                .invoke(() -> drop(opened))
                .onFailure()
                .transform(cause -> new ApiException(SERVICE_UNAVAILABLE, cause).retryAfter(Duration.ofSeconds(1)));
    }

    static void drop(List<Part> parts) {
        parts.forEach(part -> part.answer().drop());
    }

    /** Settings cannot hold every name, so the service says its own; one that does not is called as it is in the settings. */
    private static String name(OpenAnswer answer, String otherwise) {
        var said = answer.header(PersonalExport.SERVICE);
        return said != null && NAME.matcher(said).matches() ? said : otherwise;
    }

    private static Uni<OpenAnswer> open(ServiceClient client, UUID accountId) {
        return client.open("/internal/v1/people/" + accountId + "/export", RequestDeadline.within(TIMEOUT));
    }
}
