package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import io.gatehouse.e2e.SharedGatehouse;
import io.gatehouse.e2e.Sizes;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sqlmap, told that PostgreSQL is behind, at every parameter of path, query and header and every value of every body. */
@Attack
class SqlInjectionTest {

    /** What the short form tries: the search through everybody's names. */
    private static final String SEARCH = "GET /v1/users";

    /** All others are tried by somebody who is signed in to the end. */
    private static final String SIGNING_OUT = "POST /v1/auth/logout";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int SEED = 1;

    private static final String NONE = "all tested parameters do not appear to be injectable";
    private static final String FAILED = "500 (Internal Server Error)";

    // Where it is to put its values: written so, an asterisk is one and nothing else.
    private static final String HERE = "%INJECT_HERE%";
    private static final String HERE_IN_FORM = URLEncoder.encode(HERE, UTF_8);

    // The name of a field with its colon, a text, or what stands without quotes.
    private static final Pattern PART = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\":?|[-\\w.]+");

    private final Gatehouse gatehouse;
    private final ApiDocument document;
    private Owners owners;

    SqlInjectionTest(Gatehouse gatehouse) {
        Tool.SQLMAP.assumeInstalled();
        this.gatehouse = gatehouse;
        this.document = ApiDocument.servedBy(gatehouse);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void noParameterReachesAStatement() throws IOException {
        var injectable = new LinkedHashMap<String, String>();
        var signedOut = new HashSet<String>();
        var tried = 0;
        var operations = document.operations().stream()
                .filter(operation -> Sizes.LONG || operation.name().equals(SEARCH))
                .toList();
        for (var operation : operations) {
            // Changes may end what who sends them had.
            owners = Owners.in(gatehouse);
            var token = token(operation);
            for (var request : marked(operation, token)) {
                var output = attack(operation, request);
                tried++;
                if (new Api(gatehouse).get("/v1/auth/account", token).status() != 200) {
                    signedOut.add(operation.name());
                }
                if (!output.contains(NONE) || output.contains(FAILED)) {
                    injectable.put(operation + ": " + request, output);
                }
            }
        }

        System.out.printf("sqlmap ran %d times%n", tried);
        assertThat(tried).isGreaterThan(Sizes.LONG ? 80 : 0);
        assertThat(injectable).isEmpty();
        assertThat(signedOut).isSubsetOf(SIGNING_OUT);
    }

    private String attack(Operation operation, String request) throws IOException {
        var folder = Files.createDirectories(
                SharedGatehouse.home("sqlmap").resolve(operation.name().replaceAll("\\W+", "-")));
        Files.writeString(folder.resolve("request"), request, ISO_8859_1);
        var options = new ArrayList<>(List.of(
                "-r",
                "request",
                "--ignore-stdin",
                "--batch",
                "--disable-coloring",
                "--flush-session",
                "--output-dir=" + folder.resolve("out"),
                "--dbms=PostgreSQL",
                "--technique=BEUST",
                "--level=1",
                "--risk=2",
                "--time-sec=2",
                "--threads=4",
                // The first request of a removal leaves nothing for those after it.
                "--ignore-code=401,404",
                "--skip-waf"));
        if (operation.method().equals("PATCH")) {
            // It answers with what it was sent and a new version, so that its status alone tells true from false.
            options.add("--code=200");
        }
        return Tool.SQLMAP.run(folder, LONGEST, options.toArray(String[]::new));
    }

    /** Of who may use an operation, in another session than the one that they have for its id to name, which it may end. */
    private String token(Operation operation) {
        return operation.administered()
                ? owners.token(Caller.ADMINISTRATOR)
                : new Api(gatehouse)
                        .signIn(owners.person().email(), Api.PASSWORD)
                        .text("access_token");
    }

    /** Good requests with marks: at all values of path and body, and at each parameter of query and header alone, which others may spoil. */
    private List<String> marked(Operation operation, String token) {
        var good = new GoodRequest(operation, token, new Random(SEED));
        var requests = new ArrayList<String>();
        if (operation.body().isPresent()
                || operation.parameters("path").findAny().isPresent()) {
            var marked = good.withEach(SqlInjectionTest::marked);
            requests.add(written(marked.to(operation.target(name -> owners.id(Resource.of(operation, name)) + HERE))));
        }
        var path = owners.target(operation);
        operation
                .parameters("query")
                .map(parameter -> path + "?" + parameter.name() + "=" + Examples.parameter(parameter) + HERE)
                .forEach(target -> requests.add(written(good.to(target))));
        operation
                .parameters("header")
                .map(parameter -> withField(good.to(path), parameter))
                .forEach(request -> requests.add(written(request)));
        return requests;
    }

    private static Wire.Request withField(Wire.Request request, Operation.Parameter parameter) {
        var begin = parameter.name() + ": ";
        var fields = new ArrayList<>(request.fields());
        fields.removeIf(line -> line.startsWith(begin));
        fields.add(begin + "\"" + Examples.parameter(parameter) + HERE + "\"");
        return new Wire.Request(request.method(), request.target(), fields, request.body());
    }

    /** With a mark at the end of each value, but not of the names of fields. */
    private static String marked(String json) {
        return PART.matcher(json).replaceAll(part -> {
            var found = part.group();
            var end = found.endsWith("\"") ? HERE + "\"" : found.endsWith(":") ? "" : HERE;
            return Matcher.quoteReplacement(found.replaceFirst("\"$", "") + end);
        });
    }

    private String written(Wire.Request request) {
        return new String(request.bytes(), ISO_8859_1)
                .replace("Host: localhost\r\n", "Host: localhost:" + gatehouse.gatewayPort() + "\r\n")
                // Its own comes instead; but in what has none, nor a query, it looks for no marks.
                .replaceFirst("(Content-Length: \\d+\r\n)?Connection: close\r\n", "Content-Length: 0\r\n")
                .replace(HERE_IN_FORM, HERE);
    }
}
