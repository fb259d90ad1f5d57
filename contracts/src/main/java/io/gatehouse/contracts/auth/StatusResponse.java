package io.gatehouse.contracts.auth;

/**
 * {@code 202} of what goes on by mail.
 *
 * @param status {@code verification_required} after a sign-up, {@code accepted} otherwise; tells nothing about the address
 */
public record StatusResponse(String status) {

    public static final StatusResponse ACCEPTED = new StatusResponse("accepted");
    public static final StatusResponse VERIFICATION_REQUIRED = new StatusResponse("verification_required");
}
