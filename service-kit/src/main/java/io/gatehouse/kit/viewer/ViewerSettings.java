package io.gatehouse.kit.viewer;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Tells the database for whom the transaction in hand is. What it is told ends with the transaction. */
public final class ViewerSettings {

    private static final String SET =
            "SELECT set_config('gatehouse.access', %s, true), set_config('gatehouse.account', %s, true)";

    private static final String SET_BY_NUMBER = SET.formatted("$1", "$2");
    private static final String SET_BY_NAME = SET.formatted(":access", ":account");

    private ViewerSettings() {}

    /** For the transaction of the session that is open. */
    public static Uni<Void> enter(Viewer viewer) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SET_BY_NAME, Object[].class)
                        .setParameter("access", viewer.access().stored())
                        .setParameter("account", viewer.storedAccount())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** For a transaction apart from Hibernate. */
    public static Uni<Void> enter(SqlConnection transaction, Viewer viewer) {
        return transaction
                .preparedQuery(SET_BY_NUMBER)
                .execute(Tuple.of(viewer.access().stored(), viewer.storedAccount()))
                .replaceWithVoid();
    }

    /**
     * A reading statement with so many parameters that is a transaction of its own, for whom two parameters more say. A condition
     * on no row is settled before the first row is read, and so before the policies ask who looks. If it ever were not, they
     * would find nothing.
     */
    public static String entering(String read, int parameters) {
        return """
                SELECT * FROM (%s) AS viewed WHERE
                (SELECT set_config('gatehouse.access', $%d, true) || set_config('gatehouse.account', $%d, true)) IS NOT NULL""".formatted(read, parameters + 1, parameters + 2);
    }

    /** Begins a transaction for the viewer, as one command. There are no parameters in it; a name and an id need none. */
    static String begin(Viewer viewer) {
        return "BEGIN; SET LOCAL gatehouse.access = '" + viewer.access().stored() + "'; SET LOCAL gatehouse.account = '"
                + viewer.storedAccount() + "'";
    }
}
