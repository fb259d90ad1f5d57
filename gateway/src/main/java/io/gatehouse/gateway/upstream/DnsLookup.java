package io.gatehouse.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Asks the DNS itself, since the JVM's look-ups know neither times to live nor SRV records. */
final class DnsLookup {

    private static final Logger LOG = Logger.getLogger(DnsLookup.class);
    private static final long TIMEOUT_MILLIS = 2_000;

    private final DnsQuestions questions;

    /**
     * What a name stands for.
     *
     * @param seconds for how long
     */
    record Found(List<Instance.Location> locations, long seconds) {

        static Found all(List<Found> parts) {
            return new Found(
                    parts.stream().flatMap(part -> part.locations.stream()).toList(),
                    parts.stream().mapToLong(Found::seconds).min().orElse(0));
        }
    }

    private record Service(int priority, String target, int port) {}

    private DnsLookup(DnsQuestions questions) {
        this.questions = questions;
    }

    static DnsLookup on(ContextInternal context, Optional<String> server) {
        var transport = context.owner().transport();
        var builder = new DnsNameResolverBuilder(context.nettyEventLoop())
                .datagramChannelFactory(transport::datagramChannel)
                // Answers that are too long for a datagram: a service with many instances.
                .socketChannelFactory(
                        () -> (SocketChannel) transport.channelFactory(false).newChannel())
                .queryTimeoutMillis(TIMEOUT_MILLIS);
        server.map(DnsLookup::address)
                .map(SingletonDnsServerAddressStreamProvider::new)
                .ifPresent(builder::nameServerProvider);
        return new DnsLookup(new DnsQuestions(context, builder.build()));
    }

    /** The instances that a name stands for; of SRV records those with the lowest priority value. */
    Future<Found> find(InstanceSource.Dns source) {
        return switch (source.type()) {
            case A -> hosts(source.name(), source.name(), source.port(), DnsRecordType.A);
            case AAAA -> hosts(source.name(), source.name(), source.port(), DnsRecordType.AAAA);
            case ADDRESS -> addresses(source.name(), source.name(), source.port());
            case SRV ->
                questions
                        .ask(source.name(), DnsRecordType.SRV, DnsLookup::service)
                        .compose(this::targets);
        };
    }

    void close() {
        questions.close();
    }

    private Future<Found> targets(DnsQuestions.Answers<Service> services) {
        int best = services.items().stream().mapToInt(Service::priority).min().orElse(0);
        var lookups = services.items().stream()
                .filter(service -> service.priority == best)
                .map(this::target)
                .toList();
        return Future.join(lookups).transform(_ -> {
            lookups.stream()
                    .filter(Future::failed)
                    .forEach(lookup -> LOG.debug("A target of SRV records is left out", lookup.cause()));
            var found = lookups.stream()
                    .filter(Future::succeeded)
                    .map(Future::result)
                    .toList();
            return found.isEmpty() && !lookups.isEmpty()
                    ? Future.failedFuture(lookups.getFirst().cause())
                    : Future.succeededFuture(
                            Found.all(Stream.concat(Stream.of(new Found(List.of(), services.seconds())), found.stream())
                                    .toList()));
        });
    }

    private Future<Found> target(Service service) {
        var target = service.target;
        var host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
        if (NetUtil.isValidIpV4Address(host)) {
            var location = new Instance.Location(host, host, service.port);
            return Future.succeededFuture(new Found(List.of(location), Long.MAX_VALUE));
        }
        return addresses(target, host, service.port);
    }

    private Future<Found> addresses(String name, String host, int port) {
        return hosts(name, host, port, DnsRecordType.A)
                .recover(none -> hosts(name, host, port, DnsRecordType.AAAA).recover(_ -> Future.failedFuture(none)));
    }

    private Future<Found> hosts(String name, String host, int port, DnsRecordType type) {
        return questions
                .ask(name, type, DnsLookup::address)
                .map(answers -> new Found(
                        answers.items().stream()
                                .map(address -> new Instance.Location(host, address, port))
                                .toList(),
                        answers.seconds()));
    }

    private static String address(ByteBuf content) {
        try {
            return InetAddress.getByAddress(ByteBufUtil.getBytes(content)).getHostAddress();
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException("a record holds no address", noAddress);
        }
    }

    // RFC 2782: priority, weight, port, target. Weights are not used: load tells more.
    private static Service service(ByteBuf content) {
        int priority = content.readUnsignedShort();
        content.skipBytes(Short.BYTES);
        int port = content.readUnsignedShort();
        return new Service(priority, DefaultDnsRecordDecoder.decodeName(content), port);
    }

    private static InetSocketAddress address(String server) {
        var parsed = HostAndPort.parseAuthority(server, 53);
        return new InetSocketAddress(parsed.host(), parsed.port());
    }
}
