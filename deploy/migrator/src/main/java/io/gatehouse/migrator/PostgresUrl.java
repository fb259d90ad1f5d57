package io.gatehouse.migrator;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database as people write it down: {@code postgresql://user:password@host:port/database?sslmode=require}. */
public record PostgresUrl(String host, int port, String database, String user, String password, String parameters) {

    private static final int DEFAULT_PORT = 5432;

    /** Reads the form that libpq and most tools share; user, password and database must be there. */
    public static PostgresUrl parse(String url) {
        var uri = uri(url);
        var userInfo = uri.getRawUserInfo();
        var colon = userInfo == null ? -1 : userInfo.indexOf(':');
        if (!hasPostgresScheme(uri)
                || uri.getHost() == null
                || colon < 1
                || uri.getPath().length() < 2) {
            throw unreadable();
        }
        return new PostgresUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1),
                decode(userInfo.substring(0, colon)),
                decode(userInfo.substring(colon + 1)),
                uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** The form JDBC reads, without user and password. */
    public String jdbc() {
        return "jdbc:" + reactive();
    }

    /** The form the services' reactive client reads, without user and password. */
    public String reactive() {
        return "postgresql://" + host + ":" + port + "/" + database + parameters;
    }

    /** Connections as this user. Not through DriverManager, which knows the drivers of one class loader only. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbc());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw unreadable();
        }
    }

    // The value is not repeated, not even as a cause: it carries a password.
    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("a PostgreSQL URL reads postgresql://user:password@host:port/database");
    }

    private static boolean hasPostgresScheme(URI uri) {
        return "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    }

    // URLDecoder also turns '+' into a space, which belongs to forms, not to user information.
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return reactive();
    }
}
