package io.gatehouse.auth.mfa;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.MfaApi.activate;
import static io.gatehouse.auth.MfaApi.enrol;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.local.test.Database;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** An authenticator app and the recovery codes beside it, as their person holds them. */
public record Authenticator(Person person, String secret, List<String> recoveryCodes) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** A second factor for this person, active from now on. */
    public static Authenticator of(Person person) {
        String secret = enrol(person.accessToken()).statusCode(200).extract().path("secret");
        List<String> codes = activate(person.accessToken(), codeOf(secret, 0))
                .statusCode(200)
                .extract()
                .path("recovery_codes");
        return new Authenticator(person, secret, codes);
    }

    /** What the app shows so many steps from now. */
    public static String codeOf(String secret, int steps) {
        return new TotpSecret(decode(secret)).code(TotpSecret.step(Instant.now()) + steps);
    }

    /** What the app shows. */
    public String code() {
        return codeOf(secret, 0);
    }

    /** What the app shows, as if no code of this step had been accepted before. */
    public String freshCode() throws SQLException {
        Database.update("UPDATE totp SET last_step = 0 WHERE account_id = ?", person.accountId());
        return code();
    }

    /** What the app does not show, nor did or will in the next minutes. */
    public String wrongCode() {
        var shown = List.of(codeOf(secret, -2), codeOf(secret, -1), code(), codeOf(secret, 1), codeOf(secret, 2));
        return List.of("000000", "000001", "000002", "000003", "000004", "000005").stream()
                .filter(code -> !shown.contains(code))
                .findFirst()
                .orElseThrow();
    }

    /** The token for somebody who has given the password. */
    public String mfaToken() {
        return login(person.email(), PASSWORD).statusCode(403).extract().path("mfa_token");
    }

    /** RFC 4648, the other way round. */
    public static byte[] decode(String base32) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
