package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.contracts.error.FieldError;
import java.util.List;
import java.util.UUID;

/**
 * What became of one imported account.
 *
 * @param id of the new account; absent where none was made
 * @param outcome {@code created}, {@code email_taken} or {@code invalid}
 * @param errors what makes it invalid, with fields named as within the account; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportOutcome(String email, UUID id, String outcome, List<FieldError> errors) {

    public static ImportOutcome created(String email, UUID id) {
        return new ImportOutcome(email, id, "created", null);
    }

    public static ImportOutcome emailTaken(String email) {
        return new ImportOutcome(email, null, "email_taken", null);
    }

    public static ImportOutcome invalid(String email, List<FieldError> errors) {
        return new ImportOutcome(email, null, "invalid", errors);
    }

    @Override
    public String toString() {
        return "ImportOutcome[" + id + ", " + outcome + "]";
    }
}
