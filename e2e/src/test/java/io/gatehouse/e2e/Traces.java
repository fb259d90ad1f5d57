package io.gatehouse.e2e;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Searches all that a set keeps, in every form: each row of each table, and each key of Redis with what it holds. */
final class Traces {

    /** Everything in Redis as one text. */
    private static final String ALL = """
            local all = {}
            local function add(value)
                if type(value) == 'table' then
                    for _, part in ipairs(value) do add(part) end
                else
                    all[#all + 1] = tostring(value)
                end
            end
            for _, key in ipairs(redis.call('KEYS', '*')) do
                local kind = redis.call('TYPE', key).ok
                add(key)
                if kind == 'string' then add(redis.call('GET', key))
                elseif kind == 'hash' then add(redis.call('HGETALL', key))
                elseif kind == 'set' then add(redis.call('SMEMBERS', key))
                elseif kind == 'zset' then add(redis.call('ZRANGE', key, 0, -1))
                elseif kind == 'list' then add(redis.call('LRANGE', key, 0, -1))
                elseif kind == 'stream' then add(redis.call('XRANGE', key, '-', '+'))
                end
            end
            return table.concat(all, string.char(10))
            """;

    private static final String TABLES = """
            SELECT nspname || '.' || quote_ident(relname) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
            """;

    private final Gatehouse gatehouse;

    Traces(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    /** Where there is anything of these: the tables, and {@code redis}. */
    List<String> of(List<String> needles) {
        var found = new ArrayList<String>();
        try (var database = gatehouse.database();
                var looks = database.createStatement()) {
            // Row-level security hides rows from their owner as well.
            looks.execute("SET gatehouse.access = 'system'");
            for (var table : tables(database)) {
                if (rows(database, table, needles) > 0) {
                    found.add(table);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        var redis =
                new RedisWire(16379 + gatehouse.script().portOffset()).say(ALL).toLowerCase(Locale.ROOT);
        if (needles.stream().anyMatch(needle -> redis.contains(needle.toLowerCase(Locale.ROOT)))) {
            found.add("redis");
        }
        return found;
    }

    private static List<String> tables(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** Of all columns together, binary ones as PostgreSQL writes them. */
    private static long rows(Connection database, String table, List<String> needles) throws SQLException {
        var patterns = needles.stream()
                .flatMap(needle -> Stream.of(
                        needle,
                        HexFormat.of().formatHex(needle.getBytes(StandardCharsets.UTF_8)),
                        needle.replace("-", "")))
                .map(text -> "%" + text + "%")
                .toArray(String[]::new);
        try (var statement =
                database.prepareStatement("SELECT count(*) FROM " + table + " AS row WHERE row::text ILIKE ANY (?)")) {
            statement.setArray(1, database.createArrayOf("text", patterns));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
