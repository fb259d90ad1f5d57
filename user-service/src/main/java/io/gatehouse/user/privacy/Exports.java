package io.gatehouse.user.privacy;

import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.kit.privacy.PersonalData;
import io.gatehouse.kit.privacy.StreamedJson;
import io.gatehouse.user.privacy.ExportSources.Part;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * One document of what all services keep of a person. Each has begun to answer before the first of it leaves, and where one breaks off, so
 * does the document: none looks whole that is not.
 */
@Singleton
class Exports {

    private static final String OWN = "user-service";

    private final PersonalData data;
    private final ExportSources sources;
    private final EventLogFollower accounts;
    private final Clock clock;

    Exports(PersonalData data, ExportSources sources, EventLogFollower accounts, Clock clock) {
        this.data = data;
        this.sources = sources;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The document, once all services have begun to answer; {@code service_unavailable} where one does not. */
    Uni<StreamedJson> of(UUID accountId) {
        // A token may be ahead of the news of its account.
        return accounts.catchUp()
                .chain(() -> sources.open(accountId))
                .map(parts -> new StreamedJson(
                        document(accountId, parts).onTermination().invoke(() -> ExportSources.drop(parts))));
    }

    private Multi<byte[]> document(UUID accountId, List<Part> parts) {
        var others = Multi.createFrom().iterable(parts).onItem().transformToMultiAndConcatenate(part -> Multi.createBy()
                .concatenating()
                .streams(text(",\"" + part.service() + "\":"), part.answer().body()));
        return Multi.createBy()
                .concatenating()
                .streams(text(beginning(accountId)), data.export(accountId), others, text("}}"));
    }

    private String beginning(UUID accountId) {
        return "{\"account_id\":\"" + accountId + "\",\"exported_at\":\"" + clock.instant() + "\",\"services\":{\""
                + OWN + "\":";
    }

    private static Multi<byte[]> text(String text) {
        return Multi.createFrom().item(text.getBytes(StandardCharsets.UTF_8));
    }
}
