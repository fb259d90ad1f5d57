package io.gatehouse.auth.mail;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.mail.MailStatus;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

@Singleton
class MailRecordService {

    private static final Logger LOG = Logger.getLogger(MailRecordService.class);

    /** Sorts behind every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final MailRecordRepository records;

    MailRecordService(MailRecordRepository records) {
        this.records = records;
    }

    /**
     * A page, the newest first.
     *
     * @param status null for all
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<MailRecord>> list(MailStatus status, String cursor, int limit) {
        var list = "mails?status=" + status;
        var before = cursor == null ? LAST : Cursor.decode(list, cursor).uuid(0);
        // One more than asked for tells whether there is a next page.
        return records.listBefore(before, status, limit + 1).map(found -> page(list, found, limit));
    }

    /** Queues a dead message again. Once it is not dead any more, by this or another click, there is nothing to do. */
    Uni<Void> retry(UUID id) {
        return records.revive(id).chain(revived -> {
            if (revived) {
                LOG.infof("Mail %s is queued again by an administrator", id);
                return Uni.createFrom().voidItem();
            }
            return records.exists(id).invoke(MailRecordService::requireKnown).replaceWithVoid();
        });
    }

    private static void requireKnown(boolean known) {
        if (!known) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
    }

    private static Page<MailRecord> page(String list, List<MailRecord> found, int limit) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        Cursor.encode(list, found.get(limit - 1).id()));
    }
}
