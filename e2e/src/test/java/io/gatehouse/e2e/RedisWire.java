package io.gatehouse.e2e;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Redis as telnet speaks to it. */
public record RedisWire(int port) {

    private static final int TIMEOUT_MILLIS = 10_000;

    /** Its own clock, in microseconds. */
    public long micros() {
        var time = ask("TIME", 2);
        return TimeUnit.SECONDS.toMicros(Long.parseLong(time.get(0))) + Long.parseLong(time.get(1));
    }

    /** The number under a key that is there. */
    public long number(String key) {
        return Long.parseLong(ask("GET " + key, 1).getFirst());
    }

    /** What a script says, byte by byte. */
    public String say(String script) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var command = "*3\r\n$4\r\nEVAL\r\n$%d\r\n%s\r\n$1\r\n0\r\n".formatted(script.length(), script);
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            var reply = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var head = new StringBuilder();
            while (head.indexOf("\r\n") < 0) {
                head.append((char) reply.readUnsignedByte());
            }
            if (head.charAt(0) != '$') {
                throw new IllegalStateException(head.toString());
            }
            var text = new byte[Integer.parseInt(head.substring(1).strip())];
            reply.readFully(text);
            return new String(text, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> ask(String command, int values) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var read = new ArrayList<String>();
            while (read.size() < values) {
                var line = reply.readLine();
                // How many there are and how long each is.
                if (line.charAt(0) != '*' && line.charAt(0) != '$') {
                    read.add(line);
                }
            }
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
