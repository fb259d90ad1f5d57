package io.gatehouse.local;

import io.gatehouse.local.server.ServerFailedException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program behind the script {@code ./gatehouse}, which finds a JDK, builds what is stale and calls it. */
public final class Launcher {

    // Held, because the logging system forgets the level of a logger that nobody holds.
    private static final Logger ALL_LOGGERS = Logger.getLogger("");

    private Launcher() {}

    /** Does what the first argument says; exits with 0 when done, with 1 and one sentence when that was not possible. */
    public static void main(String[] arguments) {
        ALL_LOGGERS.setLevel(Level.WARNING);
        System.exit(exitCode(arguments));
    }

    // What gets past here ends this thread alone: those of servers and libraries would keep the process, with nobody
    // who watches the set.
    private static int exitCode(String[] arguments) {
        try {
            return run(arguments);
        } catch (RuntimeException | Error unexpected) {
            Console.failUnexpectedly(unexpected);
            return 1;
        }
    }

    private static int run(String[] arguments) {
        try {
            return run(Options.parse(List.of(arguments)), Home.ofThisLauncher());
        } catch (LauncherException failure) {
            Console.fail(failure.getMessage(), failure.log().orElse(null));
        } catch (ServerFailedException failure) {
            Console.fail(failure.getMessage(), failure.log().orElse(null));
        } catch (UncheckedIOException failure) {
            // The disk is full, or the folder belongs to someone else: the system says which.
            Console.fail(failure.getCause().getMessage(), null);
        } catch (LinkageError missing) {
            var jar =
                    Libraries.unreadable(System.getProperty("java.class.path")).orElseThrow(() -> missing);
            Console.fail(
                    "The library " + jar + " is missing or damaged; delete it, and ./gatehouse up fetches it again",
                    null);
        }
        return 1;
    }

    private static int run(Options options, Home home) {
        return switch (options.command()) {
            case "up" -> new UpCommand(home, Settings.of(System.getenv(), home.checkout()), options).run();
            case "train" -> new TrainCommand(home, new Ports(options.portOffset())).run();
            case "down" -> new DownCommand(home).run();
            case "status" -> new StatusCommand(home).run();
            case "mail" -> new MailCommand(home).run();
            default -> throw new LauncherException("There is no command '" + options.command() + "'");
        };
    }
}
