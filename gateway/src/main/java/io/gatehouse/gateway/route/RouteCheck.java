package io.gatehouse.gateway.route;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Checks a routes file without starting anything; exits with 1 and its mistakes, one a line, where it could not be used. */
final class RouteCheck {

    private RouteCheck() {}

    public static void main(String[] arguments) {
        System.exit(check(Path.of(arguments[0]), System.getenv(), System.out));
    }

    static int check(Path path, Map<String, String> variables, PrintStream out) {
        try {
            var file = RouteFile.parse(path.toString(), RouteFileText.read(path), variables::get, 1);
            out.printf(
                    "%s: %d routes to %d services, no mistakes%n",
                    path, file.routes().size(), file.upstreams().size());
            return 0;
        } catch (RouteFileException wrong) {
            wrong.mistakes().forEach(out::println);
            return 1;
        }
    }
}
