package io.gatehouse.auth.account;

import static io.gatehouse.auth.AdminApi.importAs;
import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.signup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.SameTime;
import io.gatehouse.auth.password.PublishedHash;
import io.gatehouse.auth.password.QuickHashes;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RequiredVerificationTest.Required.class)
class RequiredVerificationTest {

    public static class Required implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.account.verification", "required", QuickHashes.REAL, "true");
        }
    }

    @Test
    void thereIsNoAccountBeforeItsAddressIsVerified() throws Exception {
        var email = freshEmail();

        signup(email).statusCode(202).body("status", is("verification_required"));
        login(email, PASSWORD).statusCode(401).body("code", is("invalid_credentials"));
        verify(Mailbox.token(Mailbox.await(email, 1)));

        login(email, PASSWORD).statusCode(200);
        assertThat(Mailbox.await(email, 2).text()).contains("Ada Lovelace");
    }

    /** What others make a profile of. */
    @Test
    void nothingIsToldOfASignUpBeforeItIsAnAccount() throws Exception {
        var email = freshEmail();
        var name = "Ada " + UUID.randomUUID();
        post("/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "display_name", name))
                .statusCode(202);
        var token = Mailbox.token(Mailbox.await(email, 1));
        assertThat(told(name)).isEmpty();

        verify(token);

        assertThat(told(name)).containsExactly("account.created.v1");
    }

    @Test
    void anImportedAccountIsToldAlsoBeforeItsAddressIsVerified() throws Exception {
        var email = freshEmail();
        var name = "Grace " + UUID.randomUUID();

        importAs(
                        administrator(),
                        Map.of(
                                "email",
                                email,
                                "email_verified",
                                false,
                                "password_hash",
                                PublishedHash.BCRYPT_2A.hash,
                                "display_name",
                                name))
                .statusCode(200)
                .body("accounts[0].outcome", is("created"));

        assertThat(told(name)).containsExactly("account.created.v1");
        login(email, PublishedHash.BCRYPT_2A.password).statusCode(403).body("code", is("email_not_verified"));
    }

    @Test
    void aTakenAddressGetsTheSameAnswerAndItsOwnerAMail() {
        var email = verified();
        var before = Mailbox.of(email).size();
        var free = signup(freshEmail()).statusCode(202).extract().asString();

        var taken = signup(email).statusCode(202).extract().asString();

        assertThat(taken).isEqualTo(free);
        assertThat(Mailbox.await(email, before + 1).text()).doesNotContain("#token=");
    }

    @Test
    void aLinkCreatesTheAccountOfItsOwnSignUpAndOfNoOther() {
        var email = freshEmail();
        signupWith(email, PASSWORD);
        var own = Mailbox.token(Mailbox.await(email, 1));
        signupWith(email, "somebody else's password");
        Mailbox.await(email, 2);

        verifyWith(own, null).statusCode(401).body("code", is("invalid_credentials"));
        verifyWith(own, "somebody else's password").statusCode(401).body("code", is("invalid_credentials"));
        verifyWith(own, PASSWORD).statusCode(204);

        login(email, PASSWORD).statusCode(200);
        login(email, "somebody else's password").statusCode(401);
    }

    @Test
    void onceThereIsAnAccountNoOtherSignUpBecomesOne() {
        var email = freshEmail();
        signupWith(email, PASSWORD);
        var first = Mailbox.token(Mailbox.await(email, 1));
        signupWith(email, PASSWORD);
        var second = Mailbox.token(Mailbox.await(email, 2));

        verifyWith(first, PASSWORD).statusCode(204);

        post("/v1/auth/email/verify", Map.of("token", second))
                .statusCode(422)
                .body("code", is("one_time_token_invalid"));
    }

    @Test
    void ofTwoSignUpsVerifiedAtOnceOneBecomesTheAccount() throws Exception {
        var email = freshEmail();
        var links = new ConcurrentLinkedQueue<String>();
        for (var mails = 1; mails <= 2; mails++) {
            signupWith(email, PASSWORD);
            links.add(Mailbox.token(Mailbox.await(email, mails)));
        }

        var statuses = Concurrently.times(
                2, () -> verifyWith(links.remove(), PASSWORD).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 422);
        login(email, PASSWORD).statusCode(200);
    }

    @Test
    void theMailIsSentOnceMoreForTheOnlySignUp() {
        var email = freshEmail();
        signup(email).statusCode(202);
        Mailbox.await(email, 1);

        post("/v1/auth/email/verification", Map.of("email", email)).statusCode(202);
        verify(Mailbox.token(Mailbox.await(email, 2)));

        login(email, PASSWORD).statusCode(200);
    }

    @Test
    void aSignUpLivesAsLongAsTheLinkThatIsMailedForIt() throws Exception {
        var email = freshEmail();
        signup(email).statusCode(202);
        Mailbox.await(email, 1);
        Database.update(
                "UPDATE pending_signup SET expires_at = now() + interval '1 minute' WHERE email_canonical = ?", email);

        post("/v1/auth/email/verification", Map.of("email", email)).statusCode(202);
        Mailbox.await(email, 2);

        assertThat(Database.value("""
                SELECT max(link.expires_at) - max(signup.expires_at) < interval '1 minute'
                FROM pending_signup AS signup JOIN one_time_link AS link ON link.pending_signup_id = signup.id
                WHERE signup.email_canonical = ?
                """, email)).isEqualTo("t");
    }

    @Test
    void anAccountFromBeforeIsToldToVerifyButOnlyWithTheRightPassword() throws Exception {
        var email = verified();
        Database.update("UPDATE account SET email_verified_at = NULL WHERE email_canonical = ?", email);

        login(email, PASSWORD).statusCode(403).body("code", is("email_not_verified"));
        login(email, "not the password").statusCode(401).body("code", is("invalid_credentials"));
    }

    @Test
    void aSignUpWithATakenAddressTakesAsLongAsWithAFreeOne() throws Exception {
        var taken = verified();

        var difference =
                new SameTime("/v1/auth/signup").difference(at -> signUpOf(taken), at -> signUpOf(freshEmail()));

        assertThat(difference).isLessThan(0.05);
    }

    private static List<String> told(String name) throws SQLException {
        return Database.values("SELECT type FROM outbox_event WHERE payload ->> 'display_name' = ?", name);
    }

    private static String administrator() throws SQLException {
        var email = verified();
        Database.update("UPDATE account SET roles = '{user,admin}' WHERE email_canonical = ?", email);
        return login(email, PASSWORD).statusCode(200).extract().path("access_token");
    }

    private static String signUpOf(String email) {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"display_name\":\"Ada\"}".formatted(email, PASSWORD);
    }

    private static String verified() {
        var email = freshEmail();
        signup(email).statusCode(202);
        verify(Mailbox.token(Mailbox.await(email, 1)));
        Mailbox.await(email, 2);
        return email;
    }

    private static void signupWith(String email, String password) {
        post("/v1/auth/signup", Map.of("email", email, "password", password, "display_name", "Ada"))
                .statusCode(202);
    }

    private static void verify(String token) {
        verifyWith(token, null).statusCode(204);
    }

    private static ValidatableResponse verifyWith(String token, String password) {
        return post(
                "/v1/auth/email/verify",
                password == null ? Map.of("token", token) : Map.of("token", token, "password", password));
    }
}
