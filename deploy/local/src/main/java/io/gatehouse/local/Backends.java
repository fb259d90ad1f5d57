package io.gatehouse.local;

import io.gatehouse.migrator.PostgresUrl;

/** Where the database, Redis and the mail server are, embedded or not. */
record Backends(PostgresUrl postgres, String redis, SmtpUrl smtp) {}
