package io.gatehouse.contracts.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * What a token is worth.
 *
 * @param invitationId the invitation that it was mailed for; absent where there is no such live token
 * @param addressee whether it was mailed to the account's address; absent where no account was named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationProof(UUID invitationId, Addressee addressee) {

    /** Of a token that is worth nothing. */
    public static final InvitationProof NONE = new InvitationProof(null, null);

    /** How an account's address compares with the one that a token was mailed to. */
    public enum Addressee {
        /** It is the same, and it is verified. */
        @JsonProperty("verified")
        VERIFIED,
        /** It is the same, and nobody has verified it. */
        @JsonProperty("unverified")
        UNVERIFIED,
        /** It is another one, or there is no such account that may be used. */
        @JsonProperty("another")
        ANOTHER
    }
}
