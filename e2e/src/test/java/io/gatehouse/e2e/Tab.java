package io.gatehouse.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.local.test.Eventually;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A tab of a browser: shows pages, and runs scripts as they do. */
final class Tab {

    private static final int PATIENCE_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    Tab(URI debugger) {
        this.socket = Chromium.HTTP
                .newWebSocketBuilder()
                .buildAsync(debugger, new Answers())
                .join();
    }

    /** Goes to a page and waits until it is there. */
    void show(String url) {
        tell("Page.navigate", Map.of("url", url));
        var shown = Eventually.ask(
                Duration.ofSeconds(PATIENCE_SECONDS),
                () -> run("return location.href + ' ' + document.readyState").asText(),
                state -> state.equals(url + " complete"));
        if (!shown.equals(url + " complete")) {
            throw new IllegalStateException("The tab shows " + shown + " and not " + url);
        }
    }

    /** What the body of a function returns that the page runs; it may await. */
    JsonNode run(String body) {
        return join(start(body));
    }

    /** The same, without waiting for it. */
    CompletableFuture<JsonNode> start(String body) {
        return send(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                "(async () => {" + body + "})()",
                                "awaitPromise",
                                true,
                                "userGesture",
                                true,
                                "returnByValue",
                                true))
                .thenApply(answer -> {
                    if (answer.has("exceptionDetails")) {
                        throw new IllegalStateException(answer.toString());
                    }
                    return answer.at("/result/value");
                });
    }

    /** The names of all cookies that would go to an address, also of those that no script sees. */
    List<String> cookies(String url) {
        var cookies = tell("Network.getCookies", Map.of("urls", List.of(url))).get("cookies");
        return StreamSupport.stream(cookies.spliterator(), false)
                .map(cookie -> cookie.get("name").asText())
                .sorted()
                .toList();
    }

    void deleteCookie(String name, String url) {
        tell("Network.deleteCookies", Map.of("name", name, "url", url));
    }

    static JsonNode join(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static List<JsonNode> join(Stream<CompletableFuture<JsonNode>> answers) {
        return answers.toList().stream().map(Tab::join).toList();
    }

    private JsonNode tell(String method, Map<String, ?> parameters) {
        return join(send(method, parameters));
    }

    private CompletableFuture<JsonNode> send(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        try {
            var message = Chromium.JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
            synchronized (socket) {
                socket.sendText(message, true).join();
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return answer;
    }

    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answered(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void answered(String message) {
            try {
                var json = Chromium.JSON.readTree(message);
                // Without an id it tells what nobody asked.
                var answer = json.has("id") ? waiting.remove(json.get("id").asInt()) : null;
                if (answer != null && json.has("result")) {
                    answer.complete(json.get("result"));
                } else if (answer != null) {
                    answer.completeExceptionally(new IllegalStateException(message));
                }
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException(message, unreadable);
            }
        }
    }
}
