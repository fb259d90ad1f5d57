package io.gatehouse.auth.mail;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.mail.MailStatus;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class MailRecordService {

    /** Sorts behind every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final MailRecordRepository records;
    private final AuditTrail audit;

    MailRecordService(MailRecordRepository records, AuditTrail audit) {
        this.records = records;
        this.audit = audit;
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
        return records.listBefore(before, status, limit + 1)
                .map(found -> Pages.of(found, limit, mail -> Cursor.encode(list, mail.id())));
    }

    /** Queues a dead message again. Once it is not dead any more, by this or another click, there is nothing to do. */
    @WithTransaction
    Uni<Void> retry(UUID id) {
        return records.revive(id)
                .chain(revived -> revived
                        ? audit.append(AuditEntry.of(AuditAction.MAIL_RETRIED).on(id.toString()))
                        : records.exists(id)
                                .invoke(MailRecordService::requireKnown)
                                .replaceWithVoid());
    }

    private static void requireKnown(boolean known) {
        if (!known) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
    }
}
