package io.gatehouse.local;

import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.migrator.PostgresUrl;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the database, Redis and the mail server are, embedded or not. */
record Backends(PostgresUrl postgres, RedisUrl redis, SmtpUrl smtp) {

    /** By the names of their logs, in the order in which people read them. */
    Map<String, Address> addresses() {
        var addresses = new LinkedHashMap<String, Address>();
        addresses.put(EmbeddedPostgres.NAME, new Address(postgres.host(), postgres.port()));
        addresses.put(EmbeddedRedis.NAME, redis.address());
        addresses.put("smtp", smtp.address());
        return addresses;
    }
}
