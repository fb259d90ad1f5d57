package io.gatehouse.auth.password;

import java.util.List;

/**
 * A password that somebody would like to have.
 *
 * @param field the request's field it came in, for the answer
 * @param personal what is known of the person, such as address and name: what a guesser tries first
 */
public record NewPassword(String field, String value, List<String> personal) {

    @Override
    public String toString() {
        return "NewPassword[redacted]";
    }
}
