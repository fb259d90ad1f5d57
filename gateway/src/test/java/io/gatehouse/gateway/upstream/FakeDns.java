package io.gatehouse.gateway.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A name server (RFC 1035) whose answers may be kept for no time at all. */
public final class FakeDns implements AutoCloseable {

    private static final int NAME_ERROR = 3;
    private static final int SERVER_FAILURE = 2;
    private static final short A = 1;
    private static final short AAAA = 28;
    private static final short SRV = 33;

    private record Answers(short type, List<Buffer> data) {}

    private final DatagramSocket socket;
    private final Map<String, Answers> names = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private volatile boolean silent;

    private FakeDns(DatagramSocket socket) {
        this.socket = socket;
    }

    public static FakeDns start(Vertx vertx) {
        var dns = new FakeDns(vertx.createDatagramSocket());
        dns.socket.handler(dns::answer);
        dns.socket
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return dns;
    }

    public String address() {
        return "127.0.0.1:" + socket.localAddress().port();
    }

    /** All of IPv4, or all of IPv6. */
    public void addresses(String name, String... addresses) {
        put(
                name,
                addresses.length > 0 && addresses[0].contains(":") ? AAAA : A,
                Stream.of(addresses)
                        .map(address ->
                                Buffer.buffer(InetAddress.ofLiteral(address).getAddress())));
    }

    /** Says that the name has an address, and tells none. */
    public void brokenAddress(String name) {
        put(name, A, Stream.of(Buffer.buffer("none!")));
    }

    /** Each is a priority, a target and a port. */
    public void services(String name, String... services) {
        put(name, SRV, Stream.of(services).map(service -> {
            var words = service.split(" ", -1);
            return Buffer.buffer()
                    .appendShort(Short.parseShort(words[0]))
                    .appendShort((short) 0)
                    .appendUnsignedShort(Integer.parseInt(words[2]))
                    .appendBuffer(labels(words[1]));
        }));
    }

    public void fails() {
        failing = true;
    }

    public void isSilent(boolean now) {
        silent = now;
    }

    @Override
    public void close() {
        socket.close().toCompletionStage().toCompletableFuture().join();
    }

    private void put(String name, short type, Stream<Buffer> data) {
        names.put(name, new Answers(type, data.toList()));
        failing = false;
    }

    private void answer(DatagramPacket packet) {
        if (silent) {
            return;
        }
        var query = packet.data();
        int end = 12;
        var name = new StringBuilder();
        for (int length = query.getByte(end); length > 0; length = query.getByte(end)) {
            name.append(query.getString(end + 1, end + 1 + length, "US-ASCII")).append('.');
            end += 1 + length;
        }
        end += 1 + Short.BYTES + Short.BYTES;
        var known = names.getOrDefault(name.toString(), new Answers(A, List.of()));
        int error = failing ? SERVER_FAILURE : known.data().isEmpty() ? NAME_ERROR : 0;
        var asked = query.getShort(end - 2 * Short.BYTES);
        var data = error == 0 && asked == known.type() ? known.data() : List.<Buffer>of();
        var response = Buffer.buffer()
                .appendShort(query.getShort(0))
                .appendShort((short) (0x8580 | error))
                .appendShort((short) 1)
                .appendShort((short) data.size())
                .appendInt(0)
                .appendBuffer(query.getBuffer(12, end));
        data.forEach(item -> response.appendShort((short) 0xC00C)
                .appendShort(known.type())
                .appendShort((short) 1)
                .appendInt(0)
                .appendShort((short) item.length())
                .appendBuffer(item));
        socket.send(response, packet.sender().port(), packet.sender().host());
    }

    private static Buffer labels(String name) {
        var labels = Buffer.buffer();
        for (var label : name.split("\\.", -1)) {
            labels.appendByte((byte) label.length()).appendBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        return labels.appendByte((byte) 0);
    }
}
