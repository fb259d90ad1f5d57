package io.gatehouse.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the DNS itself, since the JVM's look-ups know neither times to live nor SRV records. */
final class DnsLookup {

    private static final long TIMEOUT_MILLIS = 2_000;

    private final DnsNameResolver resolver;

    private record Service(int priority, Instance.Location location) {}

    private DnsLookup(DnsNameResolver resolver) {
        this.resolver = resolver;
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
        return new DnsLookup(builder.build());
    }

    /** The records of a name; whoever gets them releases them. */
    Future<List<DnsRecord>> records(InstanceSource.Dns source) {
        return resolver.resolveAll(new DefaultDnsQuestion(source.name(), type(source)));
    }

    void close() {
        resolver.close();
    }

    /** The instances that they stand for; of SRV records those with the lowest priority value. */
    static List<Instance.Location> locations(InstanceSource.Dns source, List<DnsRecord> records) {
        var found = new ArrayList<Service>();
        for (var item : records) {
            if (item instanceof DnsRawRecord known && item.type().equals(type(source))) {
                found.add(source.type() == InstanceSource.Dns.Type.SRV ? service(known) : host(source, known));
            }
        }
        int best = found.stream().mapToInt(Service::priority).min().orElse(0);
        return found.stream()
                .filter(service -> service.priority == best)
                .map(Service::location)
                .toList();
    }

    private static DnsRecordType type(InstanceSource.Dns source) {
        return DnsRecordType.valueOf(source.type().name());
    }

    private static Service host(InstanceSource.Dns source, DnsRawRecord found) {
        try {
            var address = InetAddress.getByAddress(ByteBufUtil.getBytes(found.content()));
            return new Service(0, new Instance.Location(source.name(), address.getHostAddress(), source.port()));
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException("a record holds no address", noAddress);
        }
    }

    // RFC 2782: priority, weight, port, target. Weights are not used: load tells more.
    private static Service service(DnsRawRecord found) {
        ByteBuf content = found.content().duplicate();
        int priority = content.readUnsignedShort();
        content.skipBytes(Short.BYTES);
        int port = content.readUnsignedShort();
        var target = DefaultDnsRecordDecoder.decodeName(content);
        var host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
        return new Service(priority, new Instance.Location(host, host, port));
    }

    private static InetSocketAddress address(String server) {
        var parsed = HostAndPort.parseAuthority(server, 53);
        return new InetSocketAddress(parsed.host(), parsed.port());
    }
}
