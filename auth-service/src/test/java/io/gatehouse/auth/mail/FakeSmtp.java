package io.gatehouse.auth.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that goes away and comes back when the test says so, and treats recipients as their addresses begin: {@code
 * unknown} and {@code rejected} are refused for good, {@code greylisted} the first time, and {@code silent} is not answered.
 * Handed to the test's field of that type.
 */
public final class FakeSmtp implements QuarkusTestResourceLifecycleManager {

    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private final Set<String> greylist = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean sendersWelcome = true;
    private ServerSocket server;
    private int port;

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("GATEHOUSE_SMTP_HOST", "127.0.0.1", "GATEHOUSE_SMTP_PORT", Integer.toString(port));
    }

    @Override
    public int order() {
        return 1; // after the server that the other tests share
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(this, field -> field.getType() == FakeSmtp.class);
    }

    @Override
    public void stop() {
        down();
    }

    /** Listens again, at the port it had before. */
    void up() {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        port = server.getLocalPort();
        Thread.ofVirtual().start(() -> accept(server));
    }

    /** Breaks every connection and refuses new ones. */
    void down() {
        close(server);
        clients.forEach(FakeSmtp::close);
    }

    /** Whether the sender may send at all. */
    void welcomeSenders(boolean welcome) {
        sendersWelcome = welcome;
    }

    /** How many connections are open. */
    int connections() {
        return clients.size();
    }

    /** What came for this recipient and was heard to its end, whether it was taken or not. */
    List<String> messagesTo(String recipient) {
        return messages.getOrDefault(recipient, List.of());
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                clients.add(client);
                if (listening.isClosed()) {
                    // It came while the others were being broken off.
                    close(client);
                }
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream()) {
            say(out, "220 fake");
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, answerToRecipient(recipient));
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    keep(recipient, in);
                    if (!recipient.startsWith("silent")) {
                        say(out, recipient.startsWith("rejected") ? "554 <" + recipient + "> is spam" : "250 taken");
                    }
                } else {
                    say(out, line.startsWith("MAIL") && !sendersWelcome ? "550 who are you" : "250 fake");
                }
            }
        } catch (IOException gone) {
            // The client left, or the server is down.
            return;
        } finally {
            clients.remove(client);
        }
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String answerToRecipient(String recipient) {
        if (recipient.startsWith("unknown")) {
            return "550 <" + recipient + "> is nobody";
        }
        return recipient.startsWith("greylisted") && greylist.add(recipient) ? "451 later" : "250 fake";
    }

    private void keep(String recipient, BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        messages.computeIfAbsent(recipient, _ -> new CopyOnWriteArrayList<>()).add(message.toString());
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
