package io.gatehouse.local.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.contracts.event.AccountCreated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stand-in for auth-service that speaks its protocol, as other services see it: its keys, its tokens and its log, with a
 * switch for everything that can fail.
 */
public class FakeAuthService {

    /** What every client has for a secret here. */
    private static final String CLIENT_SECRET = "for-tests-only";

    private final Vertx vertx = Vertx.vertx();
    private final AccessTokens tokens = new AccessTokens();
    private final ConcurrentSkipListMap<Long, JsonObject> log = new ConcurrentSkipListMap<>();
    private final AtomicLong positions = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger tokensIssued = new AtomicInteger();
    private final Set<HttpServerRequest> openLongPolls = ConcurrentHashMap.newKeySet();
    private final Set<String> serviceTokens = ConcurrentHashMap.newKeySet();

    private final FakeErasures erasures = new FakeErasures();
    private HttpServer server;
    private int port;
    private volatile int logStatus = 200;
    private volatile int pageSize = Integer.MAX_VALUE;
    private volatile boolean pushes = true;
    private volatile boolean answers = true;

    /** Listens again, at the port it had before. */
    public void up() {
        server = done(vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1"));
        port = server.actualPort();
    }

    /** Breaks every connection and refuses new ones. */
    public void down() {
        done(server.close());
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A new account, and what the log tells of it. */
    public UUID signUp(String displayName) {
        var account = UUID.randomUUID();
        accountCreated(account, displayName);
        return account;
    }

    /** The same for an account that is known elsewhere; answers the position of its event. */
    public long accountCreated(UUID account, String displayName) {
        return append(
                AccountCreated.TYPE,
                new JsonObject().put("account_id", account.toString()).put("display_name", displayName));
    }

    /** Appends an event and answers its position. */
    public long append(String type, JsonObject data) {
        return append(type, data, data.getString("account_id"));
    }

    /** The same on another subject than its data tells. */
    public long append(String type, JsonObject data, Object subject) {
        var position = positions.incrementAndGet();
        log.put(
                position,
                new JsonObject()
                        .put("specversion", "1.0")
                        .put("id", UUID.randomUUID().toString())
                        .put("source", "/auth")
                        .put("type", type)
                        .put("subject", subject == null ? null : subject.toString())
                        .put("time", Instant.now().toString())
                        .put("position", position)
                        .put("an_attribute_of_tomorrow", true)
                        .put("data", data.copy().put("a_field_of_tomorrow", 1)));
        return position;
    }

    public long lastPosition() {
        return positions.get();
    }

    public String tokenOf(UUID account, String... groups) {
        return tokens.ofPerson(account, List.of(groups));
    }

    public String expiredTokenOf(UUID account) {
        return tokens.expired(account);
    }

    public String tokenOfService(String... scopes) {
        return tokens.ofService("some-service", scopes);
    }

    /** Tokens made of a good one, by what is wrong with them. */
    public Map<String, String> forgedTokensOf(UUID account) {
        return tokens.forgedOf(account);
    }

    /** Makes long polls wait to their end, so that only catching up brings news. */
    public void withoutPush() {
        pushes = false;
    }

    /** Makes the log answer so. */
    public void answerWith(int status) {
        logStatus = status;
    }

    /** Makes the log take requests and never answer. */
    public void hang() {
        answers = false;
    }

    public void pagesOf(int events) {
        pageSize = events;
    }

    /** Makes the log refuse the tokens given out so far. */
    public void withdrawServiceTokens() {
        serviceTokens.clear();
    }

    public int reads() {
        return reads.get();
    }

    public int tokensIssued() {
        return tokensIssued.get();
    }

    public int openLongPolls() {
        return openLongPolls.size();
    }

    /** Whom services are to forget. */
    public FakeErasures erasures() {
        return erasures;
    }

    /** Ends every disturbance. */
    public void recover() {
        logStatus = 200;
        pageSize = Integer.MAX_VALUE;
        pushes = true;
        answers = true;
    }

    public void close() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void answer(HttpServerRequest request) {
        switch (request.method() + " " + request.path()) {
            case "GET /.well-known/jwks.json" -> json(request, tokens.jwks());
            case "POST /oauth2/token" -> issueServiceToken(request);
            case "GET /internal/v1/events" -> readLog(request);
            default -> answerOther(request);
        }
    }

    private void answerOther(HttpServerRequest request) {
        if (serviceTokens.contains(request.getHeader("Authorization"))) {
            answerService(request);
        } else {
            request.response().setStatusCode(401).end();
        }
    }

    /** What a service asks for besides, with a token that is good. */
    protected void answerService(HttpServerRequest request) {
        if (request.path().startsWith(FakeErasures.PATH)) {
            erasures.answer(request);
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void issueServiceToken(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (!credentials(request).endsWith(":" + CLIENT_SECRET)
                    || !body.toString().equals("grant_type=client_credentials")) {
                request.response().setStatusCode(401).end("{\"error\":\"invalid_client\"}");
                return;
            }
            tokensIssued.incrementAndGet();
            var token = UUID.randomUUID().toString();
            serviceTokens.add("Bearer " + token);
            json(
                    request,
                    JsonObject.of("access_token", token, "token_type", "Bearer", "expires_in", 900)
                            .encode());
        });
    }

    /** Of HTTP's basic authentication; empty where there are none. */
    private static String credentials(HttpServerRequest request) {
        var sent = request.getHeader("Authorization");
        return sent != null && sent.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(sent.substring("Basic ".length())), UTF_8)
                : "";
    }

    private void readLog(HttpServerRequest request) {
        if (!answers) {
            return;
        }
        if (!serviceTokens.contains(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else if (logStatus != 200) {
            request.response().setStatusCode(logStatus).end();
        } else {
            var wait = Long.parseLong(request.getParam("wait"));
            if (wait == 0) {
                reads.incrementAndGet();
                page(request);
            } else {
                longPoll(request, System.nanoTime() + wait * 1_000_000_000L);
            }
        }
    }

    private void longPoll(HttpServerRequest request, long until) {
        openLongPolls.add(request);
        request.response().endHandler(end -> openLongPolls.remove(request));
        request.connection().closeHandler(broken -> openLongPolls.remove(request));
        answerWhenThereIsNews(request, until);
    }

    private void answerWhenThereIsNews(HttpServerRequest request, long until) {
        if (request.response().closed()) {
            return;
        }
        if ((pushes && !news(request).isEmpty()) || System.nanoTime() > until) {
            page(request);
        } else {
            vertx.setTimer(5, timer -> answerWhenThereIsNews(request, until));
        }
    }

    private Map<Long, JsonObject> news(HttpServerRequest request) {
        return log.tailMap(Long.parseLong(request.getParam("after")), false);
    }

    private void page(HttpServerRequest request) {
        var limit = Math.min(pageSize, Integer.parseInt(request.getParam("limit")));
        var items = news(request).values().stream().limit(limit).toList();
        var nextAfter = items.isEmpty()
                ? Long.valueOf(request.getParam("after"))
                : items.getLast().getLong("position");
        json(
                request,
                JsonObject.of("items", new JsonArray(items), "next_after", nextAfter)
                        .encode());
    }

    /** Answers with JSON. */
    public static void json(HttpServerRequest request, String body) {
        request.response().putHeader("Content-Type", "application/json").end(body);
    }
}
