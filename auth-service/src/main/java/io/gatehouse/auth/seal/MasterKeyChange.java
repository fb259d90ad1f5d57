package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Seals anew what previous master keys have sealed, a small batch after the other, and looks at nothing else. Instances may do it side by side: a value
 * is replaced only while it is what was read.
 */
@Singleton
class MasterKeyChange {

    private static final Logger LOG = Logger.getLogger(MasterKeyChange.class);
    private static final int BATCH = 100;
    private final SealedRowRepository rows;
    private final MasterKey master;
    private final Seal seal;
    private final List<SealedColumn> columns;

    /** What the values begin with that must not stay as they are. */
    private final List<NameRange> outdated;

    /** How many values a look found; negative before the first one. */
    private volatile long found;

    MasterKeyChange(SealedRowRepository rows, MasterKey master, @All List<SealedColumn> columns, MeterRegistry meters) {
        this.rows = rows;
        this.master = master;
        this.seal = master.seal();
        this.columns = columns;
        this.outdated = NameRange.without(master.currentNames());
        this.found = master.hasPrevious() ? -1 : 0;
        Gauge.builder("gatehouse.sealed.by.previous.keys", this, MasterKeyChange::left)
                .description(
                        "Values that previous master keys had sealed at the last look; at 0 those keys can be removed")
                .register(meters);
    }

    /** Also once all is done: an instance that does not know the new key yet may go on to seal with its own. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sealAnew() {
        return master.hasPrevious() ? look() : Uni.createFrom().voidItem();
    }

    private Uni<Void> look() {
        return Multi.createFrom()
                .iterable(columns)
                .onItem()
                .transformToUniAndConcatenate(this::pass)
                .collect()
                .with(Collectors.summingLong(count -> count))
                .invoke(this::tell)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Sealed values cannot be read, tried again soon: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Through all such values of a table; how many there were. */
    private Uni<Long> pass(SealedColumn column) {
        return Multi.createFrom()
                .iterable(outdated)
                .onItem()
                .transformToUniAndConcatenate(names -> pass(column, names))
                .collect()
                .with(Collectors.summingLong(count -> count));
    }

    private Uni<Long> pass(SealedColumn column, NameRange names) {
        var position = new Position();
        return Uni.createFrom()
                .deferred(() -> rows.listAfter(column, names, position.last, BATCH))
                .call(batch -> sealAll(column, batch))
                .invoke(position::advance)
                .repeat()
                .whilst(batch -> !batch.isEmpty())
                .onItem()
                .ignoreAsUni()
                .map(done -> position.count);
    }

    private Uni<Void> sealAll(SealedColumn column, List<SealedRow> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(row -> sealAnew(column, row))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Integer> sealAnew(SealedColumn column, SealedRow row) {
        var context = row.context().getBytes(UTF_8);
        try {
            return rows.replace(column, row, seal.seal(seal.open(row.sealed(), context), context));
        } catch (GeneralSecurityException unreadable) {
            LOG.warnf("A value of %s can be read with no known master key", column.table());
            return Uni.createFrom().item(0);
        }
    }

    private void tell(long values) {
        if (values > 0) {
            LOG.infof("%d values were sealed by previous master keys", values);
        } else if (found != 0) {
            LOG.info(
                    "Nothing is sealed by previous master keys: GATEHOUSE_MASTER_KEY_PREVIOUS can be removed once every"
                            + " instance uses the new key");
        }
        found = values;
    }

    private double left() {
        return found < 0 ? Double.NaN : found;
    }

    /** How far a pass has come. */
    private static final class Position {

        private SealedRow last;
        private long count;

        void advance(List<SealedRow> batch) {
            if (!batch.isEmpty()) {
                last = batch.getLast();
                count += batch.size();
            }
        }
    }
}
