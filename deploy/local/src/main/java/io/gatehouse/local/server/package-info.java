/** PostgreSQL, Redis and an SMTP inbox without Docker: real servers from jars, on 127.0.0.1, for one machine and for tests. */
package io.gatehouse.local.server;
