package io.gatehouse.auth.erasure;

import io.gatehouse.contracts.privacy.ErasureResponse;
import io.gatehouse.contracts.privacy.ErasureTask;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody who is to be forgotten. */
@Entity
@Table(name = "erasure")
class Erasure {

    @Id
    UUID accountId;

    UUID pseudonym;
    String language;
    Instant requestedAt;
    Instant dueAt;

    /** Null until the account is closed; then it cannot be cancelled any more. */
    Instant closedAt;

    /** Null likewise. */
    String[] addresses;

    /** Null likewise. What others sent to the rest was not for this person. */
    String[] provenAddresses;

    Instant createdAt;
    Instant updatedAt;

    protected Erasure() {} // Hibernate

    Erasure(UUID accountId, String language, Instant now, Duration grace) {
        this.accountId = accountId;
        // Nothing of its time or place, unlike other ids.
        this.pseudonym = UUID.randomUUID();
        this.language = language;
        this.requestedAt = now;
        this.dueAt = now.plus(grace);
        this.createdAt = now;
        this.updatedAt = now;
    }

    boolean isDue(Instant now) {
        return closedAt == null && !dueAt.isAfter(now);
    }

    void close(KnownAddresses known, Instant now) {
        addresses = known.all().toArray(String[]::new);
        provenAddresses = known.proven().toArray(String[]::new);
        closedAt = now;
        updatedAt = now;
    }

    /** Of the addresses, where what others sent was for this person. */
    String[] proven() {
        return provenAddresses == null ? addresses : provenAddresses;
    }

    ErasureResponse toResponse() {
        return new ErasureResponse(requestedAt, dueAt);
    }

    ErasureTask toTask() {
        return new ErasureTask(accountId, pseudonym, List.of(addresses), closedAt);
    }
}
