package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagedRoutesTest {

    private final RouteTable table = packaged(1).table();

    /** A compressed length tells of what stands beside it (BREACH), and what auth-service answers is tokens, codes and secrets. */
    @Test
    void ofAuthServiceOnlyWhatIsPublicIsCompressed() {
        assertThat(packaged(1).routes().stream()
                        .filter(route -> route.responses().compress())
                        .filter(route -> route.destination().leadsTo("auth-service"))
                        .map(Route::id))
                .containsExactlyInAnyOrder("account-pages", "well-known");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/auth/signup, auth-signup, NONE",
        "POST, /v1/auth/login, auth-login, NONE",
        "POST, /v1/auth/login/mfa, auth-login, NONE",
        "POST, /v1/auth/reauthenticate, auth-password-change, REQUIRED",
        "GET, /v1/auth/mfa, auth-mfa, REQUIRED",
        "POST, /v1/auth/mfa/totp, auth-mfa, REQUIRED",
        "DELETE, /v1/auth/mfa/totp, auth-mfa, REQUIRED",
        "POST, /v1/auth/mfa/totp/activate, auth-mfa, REQUIRED",
        "POST, /v1/auth/mfa/recovery-codes, auth-mfa, REQUIRED",
        "POST, /v1/auth/refresh, auth-refresh, NONE",
        "POST, /v1/auth/logout, auth-logout, REQUIRED",
        "GET, /v1/auth/sessions, auth-sessions, REQUIRED",
        "DELETE, /v1/auth/sessions, auth-sessions, REQUIRED",
        "DELETE, /v1/auth/sessions/0198, auth-sessions, REQUIRED",
        "GET, /v1/auth/account, auth-account, REQUIRED",
        "PATCH, /v1/auth/account, auth-account, REQUIRED",
        "POST, /v1/auth/password/change, auth-password-change, REQUIRED",
        "POST, /v1/auth/password/forgot, auth-recovery, NONE",
        "POST, /v1/auth/password/reset, auth-recovery, NONE",
        "POST, /v1/auth/email/verification, auth-recovery, NONE",
        "POST, /v1/auth/email/verify, auth-recovery, NONE",
        "GET, /account/verify, account-pages, NONE",
        "GET, /account/link.js, account-pages, NONE",
        "GET, /v1/admin/mails, admin-mails, REQUIRED",
        "POST, /v1/admin/mails/0198/retry, admin-mails, REQUIRED",
        "GET, /v1/admin/accounts, admin-accounts, REQUIRED",
        "DELETE, /v1/admin/accounts/0198/sessions, admin-accounts, REQUIRED",
        "DELETE, /v1/admin/accounts/0198/mfa, admin-accounts, REQUIRED",
        "PATCH, /v1/admin/roles/support, admin-roles, REQUIRED",
        "GET, /v1/admin/audit-events, admin-audit-events, REQUIRED",
        "GET, /v1/admin/audit-events/export, admin-audit-export, REQUIRED",
        "GET, /v1/auth/events, auth-events, REQUIRED",
        "POST, /v1/admin/accounts/import, admin-accounts-import, REQUIRED",
        "GET, /v1/admin/keys, admin-keys, REQUIRED",
        "POST, /v1/admin/keys/rotation, admin-keys, REQUIRED",
        "DELETE, /v1/admin/keys/Mebj1hSs, admin-keys, REQUIRED",
        "POST, /oauth2/token, oauth-token, NONE",
        "POST, /oauth2/introspect, oauth-tokens, NONE",
        "POST, /oauth2/revoke, oauth-tokens, NONE",
        "PATCH, /v1/admin/clients/billing, admin-clients, REQUIRED",
        "DELETE, /v1/admin/clients/billing/secrets/0198, admin-clients, REQUIRED",
        "GET, /.well-known/jwks.json, well-known, NONE",
        "GET, /.well-known/oauth-authorization-server, well-known, NONE",
        "GET, /v1/users/me, users-me, REQUIRED",
        "PATCH, /v1/users/me, users-me, REQUIRED",
        "GET, /v1/users/0198, users-one, REQUIRED",
        "PATCH, /v1/users/0198, users-one, REQUIRED",
        "GET, /v1/users, users-list, REQUIRED",
        "GET, /v1/users/me/preferences, users-preferences, REQUIRED",
        "PUT, /v1/users/me/preferences/theme, users-preferences, REQUIRED",
        "DELETE, /v1/users/me/preferences/theme, users-preferences, REQUIRED",
        "GET, /problems, pages, NONE",
        "GET, /problems/not_found, pages, NONE",
        "GET, /docs, pages, NONE",
        "GET, /openapi.json, pages, NONE"
    })
    void publicPathsAreRouted(String method, String path, String id, IdentityRule identity) {
        var route = table.find(method, "localhost", RequestPath.parse(path), HttpHeaders.headers())
                .route();

        assertThat(route.id()).isEqualTo(id);
        assertThat(route.access().identity()).isEqualTo(identity);
        assertThat(route.limits()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/users/me, erasure-account",
        "GET, /v1/users/me/export, export-account",
        "GET, /v1/admin/audit-events/export, audit-export-account"
    })
    void whatCostsMoreThanItsRequestHasALimitOfItsOwn(String method, String path, String limit) {
        var route = table.find(method, "localhost", RequestPath.parse(path), HttpHeaders.headers())
                .route();

        assertThat(route.limits()).extracting(one -> one.policy().name()).contains(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/auth/signup, browser-signup, BEGIN",
        "/v1/auth/login, browser-login, BEGIN",
        "/v1/auth/login/mfa, browser-login, BEGIN",
        "/v1/auth/refresh, browser-refresh, REFRESH",
        "/v1/auth/logout, browser-logout, END"
    })
    void pagesKeepTheirTokensInCookies(String path, String id, SessionRule session) {
        var asked = HttpHeaders.headers().add("X-Token-Delivery", "cookie");

        var route =
                table.find("POST", "localhost", RequestPath.parse(path), asked).route();

        assertThat(route.id()).isEqualTo(id);
        assertThat(route.access().session()).isEqualTo(session);
        assertThat(route.limits()).isNotEmpty();
    }

    @Test
    void pageThatForgetsToAskForCookiesSignsOutOfThem() {
        var route = table.find("POST", "localhost", RequestPath.parse("/v1/auth/logout"), HttpHeaders.headers())
                .route();

        assertThat(route.access().session()).isEqualTo(SessionRule.END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/v1/events",
                "/internal/v1/revocations",
                "/q/health",
                "/q/metrics",
                "/",
                "/v1",
                "/v1/auth",
                "/oauth2"
            })
    void nothingInternalIsRouted(String path) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> table.find("GET", "localhost", RequestPath.parse(path), HttpHeaders.headers()))
                .matches(refused -> refused.code == ErrorCode.NOT_FOUND);
    }

    @Test
    void multiplierRaisesEveryQuota() {
        assertThat(packaged(1).policies().get("login-address").rate().quota()).isEqualTo(10);
        assertThat(packaged(10_000).policies().get("login-address").rate().quota())
                .isEqualTo(100_000);
    }

    private static RouteFile packaged(long multiplier) {
        try (var in = RouteFile.class.getResourceAsStream("/routes.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return RouteFile.parse("routes.yaml", text, _ -> null, multiplier);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
