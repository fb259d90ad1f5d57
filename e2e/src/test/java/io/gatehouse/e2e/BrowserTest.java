package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real browser, signed in with cookies through two gateways: pages at {@code localhost}, whose cookies go to both ports.
 * Skipped where no Chromium is installed.
 */
@ExtendWith(SharedGatehouse.class)
class BrowserTest {

    private static final String ACCESS = "__Host-gatehouse-access";
    private static final String REFRESH = "__Host-gatehouse-refresh";

    // Answers what a page gets to know of a response: how it
    // came, its status and its text; or that it was kept from it.
    private static final String ASK = """
            const ask = async (method, url, body, more = {}) => {
                try {
                    const response = await fetch(url, {
                        method,
                        body: body && JSON.stringify(body),
                        headers: {'X-Token-Delivery': 'cookie', ...(body && {'Content-Type': 'application/json'})},
                        ...more
                    });
                    return {type: response.type, status: response.status, text: await response.text()};
                } catch (failure) {
                    return {type: 'kept', status: 0, text: ''};
                }
            };
            """;

    private static PageService service;
    private static Replica first;
    private static Replica second;

    private final Gatehouse gatehouse;
    private Chromium browser;

    BrowserTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @BeforeAll
    static void startGateways(Gatehouse gatehouse) throws IOException {
        assumeTrue(Chromium.installed().isPresent(), "skipped: no chromium in PATH (Debian: apt-get install chromium)");
        service = new PageService();
        var settings = new HashMap<>(gatehouse.script().settings());
        settings.put("GATEHOUSE_ROUTES_FILE", routes().toString());
        first = Replica.startGateway(gatehouse, settings);
        second = Replica.startGateway(gatehouse, settings);
    }

    @AfterAll
    static void endGateways() {
        Stream.of(first, second, service).filter(started -> started != null).forEach(BrowserTest::close);
    }

    @BeforeEach
    void startBrowser() throws IOException {
        browser = Chromium.start();
    }

    @AfterEach
    void endBrowser() {
        browser.close();
    }

    @Test
    void signsInRefreshesInTwoTabsAtOnceAndSignsOut() throws Exception {
        var one = browser.open(page(first));
        var signedUp = signUp(one);
        assertThat(signedUp.get("status").asInt()).isEqualTo(201);
        assertThat(signedUp.get("text").asText()).doesNotContain("access_token", "refresh_token");
        assertThat(one.run("return document.cookie").asText()).isEmpty();
        assertThat(one.cookies(page(first))).containsExactly(ACCESS, REFRESH);
        var two = browser.open(page(second));
        var account = Chromium.JSON
                .readTree(signedUp.get("text").asText())
                .at("/account/id")
                .asText();

        assertBoth(one, two, "return ask('POST', '/v1/auth/refresh')", 200);
        assertThat(gatehouse.refreshTokens(account))
                .as("one exchange, whoever asked")
                .isEqualTo(2);

        one.deleteCookie(ACCESS, page(first));
        assertBoth(one, two, "return ask('GET', '/v1/users/me')", 200);
        assertThat(gatehouse.refreshTokens(account)).isEqualTo(3);
        assertThat(one.cookies(page(first))).containsExactly(ACCESS, REFRESH);
        assertBoth(one, two, "return ask('GET', '/v1/auth/sessions')", 200);

        assertThat(status(one.run(ASK + "return ask('POST', '/v1/auth/logout')")))
                .isEqualTo(204);
        assertThat(one.cookies(page(first))).isEmpty();
        assertBoth(one, two, "return ask('GET', '/v1/users/me')", 401);
    }

    /** Another site, and another origin of the same site, to which the cookies do go. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void pageOfAnotherOriginReadsAndChangesNothing(String host) {
        var own = browser.open(page(first));
        signUp(own);
        assertThat(status(own.run(ASK + "return ask('POST', '/app/change')"))).isEqualTo(200);
        assertThat(own.run(embedded("")).asText()).isEqualTo("read");
        int changes = service.changes();
        var other = browser.open("http://" + host + ":" + service.port() + "/app/page");
        var target = root(first);

        for (var path : new String[] {"/v1/users/me", "/app/secret.js"}) {
            assertThat(attempt(other, "GET", target + path, "{credentials: 'include'}"))
                    .isEqualTo("kept 0");
            assertThat(attempt(other, "GET", target + path, "{credentials: 'include', mode: 'no-cors', headers: {}}"))
                    .isEqualTo("kept 0");
        }
        assertThat(other.run(embedded(target)).asText()).isEqualTo("not read");
        for (var path : new String[] {"/app/change", "/v1/auth/logout", "/v1/auth/refresh"}) {
            attempt(other, "POST", target + path, "{credentials: 'include'}");
            attempt(other, "POST", target + path, "{credentials: 'include', mode: 'no-cors', headers: {}}");
            attempt(other, "POST", target + path, "{credentials: 'include', mode: 'no-cors', body: 'a=b'}");
        }
        attempt(other, "DELETE", target + "/v1/auth/sessions", "{credentials: 'include'}");
        attempt(other, "PATCH", target + "/v1/users/me", "{credentials: 'include', body: '{}'}");
        submitForm(other, target + "/app/change");

        assertThat(service.changes()).isEqualTo(changes);
        assertThat(own.cookies(page(first))).containsExactly(ACCESS, REFRESH);
        assertThat(status(own.run(ASK + "return ask('GET', '/v1/users/me')"))).isEqualTo(200);
    }

    private static JsonNode signUp(Tab tab) {
        return tab.run(ASK + """
                return ask('POST', '/v1/auth/signup', {email: '%s', password: '%s', display_name: 'Ada Lovelace'})
                """.formatted(Api.newEmail(), Api.PASSWORD));
    }

    private static void assertBoth(Tab one, Tab two, String script, int status) {
        var answers = Tab.join(Stream.of(one, two).map(tab -> tab.start(ASK + script)));

        assertThat(answers).extracting(BrowserTest::status).containsExactly(status, status);
    }

    private static String attempt(Tab tab, String method, String url, String more) {
        var answer = tab.run(ASK + "return ask('%s', '%s', null, %s)".formatted(method, url, more));
        assertThat(answer.get("text").asText()).isEmpty();
        return answer.get("type").asText() + " " + status(answer);
    }

    /** Loads the script as an element, as a page may that cannot read it. */
    private static String embedded(String target) {
        return """
                const script = document.createElement('script');
                script.src = '%s/app/secret.js';
                await new Promise(done => { script.onload = done; script.onerror = done; document.head.append(script); });
                return window.secret ?? 'not read';
                """.formatted(target);
    }

    /** Leaves the page with a form, as a click could. */
    private static void submitForm(Tab tab, String target) {
        tab.run("""
                const frame = document.createElement('iframe');
                frame.name = 'frame';
                document.body.append(frame);
                const form = document.createElement('form');
                form.action = '%s';
                form.method = 'post';
                form.target = 'frame';
                document.body.append(form);
                const loaded = new Promise(done => { frame.onload = done; });
                form.submit();
                await loaded;
                """.formatted(target));
        // The page may be gone before it can say that it went.
        Tab.join(tab.start("const form = document.forms[0]; form.target = '_self'; form.submit()")
                .exceptionally(_ -> null));
        Eventually.ask(
                Duration.ofSeconds(10),
                () -> tab.run("return location.href + document.readyState").asText(),
                state -> state.equals(target + "complete"));
    }

    private static int status(JsonNode answer) {
        return answer.get("status").asInt();
    }

    private static String root(Replica gateway) {
        return "http://localhost:" + gateway.at("").getPort();
    }

    private static String page(Replica gateway) {
        return root(gateway) + "/app/page";
    }

    private static Path routes() throws IOException {
        var file = Routes.withTestLimits(SharedGatehouse.home("browser-routes"));
        var routes = Files.readString(file)
                .replaceFirst("(?m)^upstreams:$", """
                        upstreams:
                          page:
                            url: http://127.0.0.1:%d""".formatted(service.port()))
                .replaceFirst("(?m)^routes:$", """
                        routes:
                          - id: page
                            match: {paths: [/app/page], methods: [GET]}
                            upstream: page
                            identity: none
                          - id: page-of-its-reader
                            match: {paths: [/app/secret.js, /app/change], methods: [GET, POST]}
                            upstream: page
                            identity: required
                        """);
        return Files.writeString(file, routes);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
