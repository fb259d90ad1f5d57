package io.gatehouse.contracts.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person whom a service is to forget, of {@code GET /internal/v1/erasures} of auth-service.
 *
 * @param accountId under which the service knows them
 * @param pseudonym what stands for them from now on in what has to be kept, such as an audit trail; the same in all services
 * @param addresses of mail that were theirs, in every form in which they may have been written
 * @param closedAt when the account was closed; what belongs to an address since then may be somebody else's
 */
public record ErasureTask(UUID accountId, UUID pseudonym, List<String> addresses, Instant closedAt) {

    @Override
    public String toString() {
        return "ErasureTask[redacted]";
    }
}
