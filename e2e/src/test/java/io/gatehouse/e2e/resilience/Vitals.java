package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.RedisWire;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the set holds at one moment.
 *
 * @param memory resident, of each replica, in MB
 * @param descriptors of open files and connections, of each replica; none where the system has no {@code /proc}
 * @param connections of the roles of the services to PostgreSQL, and of everybody to Redis
 * @param tables bytes of each table with its indexes
 */
record Vitals(
        Map<String, Long> memory,
        Map<String, Long> descriptors,
        Map<String, Long> connections,
        Map<String, Long> tables) {

    private static final Pattern REDIS_CLIENTS = Pattern.compile("connected_clients:(\\d+)");

    static Vitals of(Cluster cluster) {
        var memory = new TreeMap<String, Long>();
        var descriptors = new TreeMap<String, Long>();
        cluster.replicas().forEach(replica -> {
            memory.put(replica.name(), replica.residentMegabytes());
            descriptors.put(replica.name(), descriptors(replica));
        });
        return new Vitals(memory, descriptors, connections(cluster), tables(cluster));
    }

    private static Map<String, Long> connections(Cluster cluster) {
        var found = numbers(cluster.tables(), """
            SELECT usename || ' ' || count(*) FROM pg_stat_activity
            WHERE usename IN ('gatehouse_auth', 'gatehouse_user') GROUP BY usename\
            """);
        found.put("redis", redisClients(cluster));
        return found;
    }

    // Without those that PostgreSQL itself has for partitions, which have no size of their own.
    private static Map<String, Long> tables(Cluster cluster) {
        return numbers(cluster.tables(), """
            SELECT schemaname || '.' || relname || ' ' || pg_total_relation_size(relid) FROM pg_stat_user_tables
            WHERE schemaname IN ('auth', 'users')\
            """);
    }

    /** How many rows of each table were made at that time, where there are any. */
    static Map<String, Long> rows(Tables tables, Instant from, Instant to) {
        var found = new TreeMap<String, Long>();
        for (var table : tables.texts("""
            SELECT schemaname || '.' || relname FROM pg_stat_user_tables JOIN pg_attribute ON attrelid = relid
            WHERE schemaname IN ('auth', 'users') AND attname = 'created_at'\
            """)) {
            long rows = tables.number(
                    "SELECT count(*) FROM " + table + " WHERE created_at BETWEEN ? AND ?",
                    from.atOffset(ZoneOffset.UTC),
                    to.atOffset(ZoneOffset.UTC));
            if (rows > 0) {
                found.put(table, rows);
            }
        }
        return found;
    }

    private static Map<String, Long> numbers(Tables tables, String sql) {
        var found = new TreeMap<String, Long>();
        for (var row : tables.texts(sql)) {
            var space = row.lastIndexOf(' ');
            found.put(row.substring(0, space), Long.parseLong(row.substring(space + 1)));
        }
        return found;
    }

    private static long redisClients(Cluster cluster) {
        var clients = REDIS_CLIENTS.matcher(
                new RedisWire(cluster.servers().redisPort()).say("return redis.call('INFO', 'clients')"));
        if (!clients.find()) {
            throw new IllegalStateException("Redis does not say how many clients it has");
        }
        return Long.parseLong(clients.group(1));
    }

    private static long descriptors(Replica replica) {
        var folder = Path.of("/proc", Long.toString(replica.pid()), "fd");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var open = Files.list(folder)) {
            return open.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
