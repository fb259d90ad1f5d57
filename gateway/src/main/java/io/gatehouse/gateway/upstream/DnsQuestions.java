package io.gatehouse.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FutureListener;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;

/** Single questions to the DNS. */
final class DnsQuestions {

    private final ContextInternal context;
    private final DnsNameResolver resolver;

    /**
     * The records of a name.
     *
     * @param seconds for how long they hold
     */
    record Answers<T>(List<T> items, long seconds) {}

    DnsQuestions(ContextInternal context, DnsNameResolver resolver) {
        this.context = context;
        this.resolver = resolver;
    }

    /** What {@code reader} makes of the records; fails, with the name, where there are none or they cannot be read. */
    <T> Future<Answers<T>> ask(String name, DnsRecordType type, Function<ByteBuf, T> reader) {
        var asked = context.<List<DnsRecord>>promise();
        resolver.resolveAll(new DefaultDnsQuestion(name, type)).addListener((FutureListener<List<DnsRecord>>) found -> {
            if (found.isSuccess()) {
                asked.complete(found.getNow());
            } else {
                asked.fail(found.cause());
            }
        });
        return asked.future()
                .map(records -> answers(records, type, reader))
                .recover(failure -> Future.failedFuture(unknown(name, type, failure)));
    }

    void close() {
        resolver.close();
    }

    private static <T> Answers<T> answers(List<DnsRecord> records, DnsRecordType type, Function<ByteBuf, T> reader) {
        try {
            var items = records.stream()
                    .filter(item -> item instanceof DnsRawRecord && item.type().equals(type))
                    .map(item -> reader.apply(((DnsRawRecord) item).content().duplicate()))
                    .toList();
            if (items.isEmpty()) {
                throw new IllegalArgumentException("it stands for nothing");
            }
            return new Answers<>(
                    items,
                    records.stream().mapToLong(DnsRecord::timeToLive).min().orElse(0));
        } finally {
            records.forEach(ReferenceCountUtil::release);
        }
    }

    // Whatever a name server says makes a failure: it will be asked again.
    private static UnknownHostException unknown(String name, DnsRecordType type, Throwable failure) {
        var unknown = new UnknownHostException(type.name() + " " + name + ": " + failure.getMessage());
        unknown.initCause(failure);
        return unknown;
    }
}
