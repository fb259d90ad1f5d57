package io.gatehouse.auth.client;

import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.kit.identity.ClientAssertion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/** Knows clients by what they have signed (RFC 7523 section 3). Each assertion holds once. */
@Singleton
class ClientAssertions {

    private static final Logger LOG = Logger.getLogger(ClientAssertions.class);

    private final ClientAssertionRepository repository;
    private final Set<String> audiences;
    private final Clock clock;

    ClientAssertions(ClientAssertionRepository repository, TokenIssuer issuer, Clock clock) {
        this.repository = repository;
        this.audiences = Set.of(issuer.issuer(), issuer.issuer() + "/oauth2/token");
        this.clock = clock;
    }

    /** The client that has signed it; null where it proves nothing. */
    Uni<AuthenticatedClient> authenticate(ClientAssertion assertion) {
        return repository
                .find(new ClientKeyId(assertion.clientId(), assertion.keyId()))
                .onItem()
                .ifNotNull()
                .transformToUni(known -> verify(assertion, known));
    }

    private Uni<AuthenticatedClient> verify(ClientAssertion assertion, ClientAssertionRepository.Known known) {
        ClientAssertion.Once once;
        try {
            once = assertion.verify(known.key(), audiences, clock);
        } catch (IllegalArgumentException refused) {
            LOG.debugf("An assertion of the client %s does not hold: %s", assertion.clientId(), refused.getMessage());
            return Uni.createFrom().nullItem();
        }
        return repository
                .use(assertion.clientId(), once, clock.instant())
                .map(first -> first ? new AuthenticatedClient(assertion.clientId(), known.scopes()) : null);
    }
}
