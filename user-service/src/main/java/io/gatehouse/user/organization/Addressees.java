package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.InvitationProof;
import io.gatehouse.contracts.organization.MailInvitationRequest;
import io.gatehouse.contracts.organization.ProveInvitationRequest;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;

/** Asks auth-service, which alone knows addresses, to mail invitations, and whose the tokens are that come back. */
@RegisterForReflection(
        targets = {
            MailInvitationRequest.class,
            ProveInvitationRequest.class,
            InvitationProof.class,
            InvitationProof.Addressee.class
        })
@Singleton
class Addressees {

    private static final String INVITATIONS = "/internal/v1/invitations/";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ServiceClient auth;
    private final ObjectMapper json;

    Addressees(ServiceClient auth, ObjectMapper json) {
        this.auth = auth;
        this.json = json;
    }

    /** Completes when auth-service sees to the mail; it may be asked again. */
    Uni<Void> mail(UUID invitationId, MailInvitationRequest invitation) {
        return auth.put(INVITATIONS + invitationId, write(invitation), TIMEOUT).replaceWithVoid();
    }

    /**
     * What a token is worth; {@code service_unavailable} where that cannot be had in time.
     *
     * @param accountId whose address is compared; may be null
     */
    Uni<InvitationProof> prove(String token, UUID accountId) {
        return Uni.createFrom()
                .deferred(() -> auth.post(
                        INVITATIONS + "proof",
                        write(new ProveInvitationRequest(token, accountId)),
                        RequestDeadline.within(TIMEOUT)))
                .map(this::read)
                .onFailure()
                .transform(cause -> new ApiException(SERVICE_UNAVAILABLE, cause).retryAfter(Duration.ofSeconds(1)));
    }

    private Buffer write(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private InvitationProof read(Buffer body) {
        try {
            return json.readValue(body.getBytes(), InvitationProof.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The proof cannot be read", unreadable);
        }
    }
}
