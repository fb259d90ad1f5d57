package io.gatehouse.contracts.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    /** Published: a line here is never changed or removed, only added. */
    @Test
    void publishedCodesAndStatusesStay() {
        assertThat(Stream.of(ErrorCode.values()).map(code -> code.wire + " " + code.status))
                .containsExactlyInAnyOrder(
                        "validation_failed 400",
                        "malformed_request 400",
                        "idempotency_key_required 400",
                        "idempotency_key_invalid 400",
                        "invalid_credentials 401",
                        "invalid_token 401",
                        "token_expired 401",
                        "session_revoked 401",
                        "refresh_token_reused 401",
                        "reauthentication_required 401",
                        "mfa_required 403",
                        "forbidden 403",
                        "cross_site_request 403",
                        "account_disabled 403",
                        "email_not_verified 403",
                        "not_addressee 403",
                        "not_found 404",
                        "method_not_allowed 405",
                        "not_acceptable 406",
                        "request_timeout 408",
                        "email_taken 409",
                        "client_id_taken 409",
                        "client_secrets_exhausted 409",
                        "client_keys_exhausted 409",
                        "role_taken 409",
                        "role_in_use 409",
                        "role_fixed 409",
                        "last_administrator 409",
                        "rotation_too_soon 409",
                        "preference_quota_exceeded 409",
                        "last_owner 409",
                        "organization_quota_exceeded 409",
                        "already_invited 409",
                        "invitation_quota_exceeded 409",
                        "mfa_already_active 409",
                        "request_outstanding 409",
                        "outcome_unknown 409",
                        "reply_not_kept 409",
                        "version_conflict 412",
                        "upgrade_required 426",
                        "precondition_required 428",
                        "payload_too_large 413",
                        "unsupported_media_type 415",
                        "expectation_failed 417",
                        "idempotency_key_reused 422",
                        "weak_password 422",
                        "one_time_token_invalid 422",
                        "mfa_code_invalid 422",
                        "rate_limited 429",
                        "too_many_streams 429",
                        "header_fields_too_large 431",
                        "internal_error 500",
                        "upstream_failed 502",
                        "service_unavailable 503",
                        "upstream_timeout 504",
                        "not_stored 504");
    }

    @Test
    void theWireNameIsTheNameInLowerCase() {
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.wire).isEqualTo(code.name().toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void theTypeIsTheRegisteredOneOrTheCataloguesPage() {
        assertThat(Problem.typeOf(ErrorCode.RATE_LIMITED))
                .hasToString("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(Problem.typeOf(ErrorCode.NOT_FOUND)).hasToString("/problems/not_found");
    }
}
