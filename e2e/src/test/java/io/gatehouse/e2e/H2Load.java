package io.gatehouse.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What nghttp2's load generator found. */
record H2Load(int succeeded, int others, String summary) {

    private static final int STREAMS = 100;
    private static final Pattern STATUSES = Pattern.compile("status codes: (\\d+) 2xx");

    /** Where it is installed. */
    static Optional<Path> installed() {
        return Programs.find("h2load");
    }

    /** Sends so many requests on so many connections, a hundred of each at once. */
    static H2Load run(URI uri, int requests, int connections) throws IOException {
        var command = new ArrayList<>(List.of(installed().orElseThrow().toString()));
        command.addAll(List.of("-n", Integer.toString(requests), "-c", Integer.toString(connections)));
        command.addAll(List.of("-m", Integer.toString(STREAMS), uri.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var found = STATUSES.matcher(output);
        if (!found.find()) {
            throw new IOException(output);
        }
        int succeeded = Integer.parseInt(found.group(1));
        return new H2Load(succeeded, requests - succeeded, summary(output));
    }

    private static String summary(String output) {
        return String.join(
                "; ",
                output.lines()
                        .filter(line -> line.startsWith("finished") || line.startsWith("time for request"))
                        .map(line -> line.replaceAll(" +", " "))
                        .toList());
    }
}
