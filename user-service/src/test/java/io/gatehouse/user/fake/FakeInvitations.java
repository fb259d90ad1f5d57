package io.gatehouse.user.fake;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What auth-service does for invitations: mails, and whose addresses they went to. */
public final class FakeInvitations {

    private final Map<String, JsonObject> byToken = new ConcurrentHashMap<>();
    private final Queue<JsonObject> mails = new ConcurrentLinkedQueue<>();
    private final Map<String, String> verified = new ConcurrentHashMap<>();
    private final Map<String, String> unverified = new ConcurrentHashMap<>();
    private volatile int status = 200;

    /** From now on the account has this address, and has proved it. */
    public void verify(UUID account, String email) {
        verified.put(account.toString(), email);
    }

    /** From now on the account has this address, which nobody has proved. */
    public void claim(UUID account, String email) {
        unverified.put(account.toString(), email);
    }

    /** How often the address was sent a mail. */
    public long mailsTo(String email) {
        return mails.stream()
                .filter(mail -> email.equals(mail.getString("email")))
                .count();
    }

    /** The mail to the address; null where there is none. */
    public JsonObject mailTo(String email) {
        return mails.stream()
                .filter(mail -> email.equals(mail.getString("email")))
                .findFirst()
                .orElse(null);
    }

    /** The token of the newest mail to the address. */
    public String newestTokenTo(String email) {
        return mails.stream()
                .filter(mail -> email.equals(mail.getString("email")))
                .map(mail -> mail.getString("token"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Makes this door answer so. */
    public void answerWith(int status) {
        this.status = status;
    }

    void answer(HttpServerRequest request) {
        if (status != 200) {
            request.response().setStatusCode(status).end();
            return;
        }
        request.body().onSuccess(body -> {
            if (request.path().endsWith("/proof")) {
                FakeAuth.json(request, proof(body.toJsonObject()).encode());
            } else {
                mail(request.path().substring(request.path().lastIndexOf('/') + 1), body.toJsonObject());
                request.response().setStatusCode(204).end();
            }
        });
    }

    private void mail(String id, JsonObject mail) {
        var token = "token-" + UUID.randomUUID();
        byToken.put(token, mail.copy().put("id", id));
        mails.add(mail.copy().put("id", id).put("token", token));
    }

    private JsonObject proof(JsonObject shown) {
        var invitation = byToken.get(shown.getString("token"));
        if (invitation == null) {
            return new JsonObject();
        }
        var proof = new JsonObject().put("invitation_id", invitation.getString("id"));
        var account = shown.getString("account_id");
        return account == null ? proof : proof.put("addressee", addressee(invitation.getString("email"), account));
    }

    private String addressee(String email, String account) {
        if (email.equals(verified.get(account))) {
            return "verified";
        }
        return email.equals(unverified.get(account)) ? "unverified" : "another";
    }
}
