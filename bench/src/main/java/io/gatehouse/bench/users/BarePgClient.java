package io.gatehouse.bench.users;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Profiles by id and a page of them, with Vert.x and its client of PostgreSQL and nothing else: no token, no row-level security. */
public final class BarePgClient extends AbstractVerticle {

    private static final String ONE = "/v1/users/";
    private static final List<String> TEXTS =
            List.of("display_name", "given_name", "family_name", "locale", "time_zone", "avatar_url", "bio", "phone");
    private static final String SELECT = """
            SELECT id, display_name, search_name, given_name, family_name, locale, time_zone, avatar_url, bio, phone,
                attributes::text AS attributes, visibility::text AS visibility, version, created_at, updated_at
            FROM users.profile\s""";

    private static final int FAILED = 500;

    private final int port;
    private final String url;
    private Pool pool;

    private BarePgClient(int port, String url) {
        this.port = port;
        this.url = url;
    }

    /** The port to listen on, and the URL of the database. */
    public static void main(String[] arguments) {
        var processors = Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(
                        () -> new BarePgClient(Integer.parseInt(arguments[0]), arguments[1]),
                        new DeploymentOptions().setInstances(processors))
                .onFailure(failure -> {
                    System.err.println(failure);
                    Runtime.getRuntime().halt(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setCachePreparedStatements(true))
                .using(vertx)
                .with(new PoolOptions().setMaxSize(Peers.CONNECTIONS).setShared(true))
                .build();
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        if (request.path().startsWith(ONE)) {
            var id = UUID.fromString(request.path().substring(ONE.length()));
            pool.preparedQuery(SELECT + "WHERE id = $1")
                    .execute(Tuple.of(id))
                    .onSuccess(rows -> send(request, json(rows.iterator().next())))
                    .onFailure(
                            failure -> request.response().setStatusCode(FAILED).end());
        } else {
            pool.preparedQuery(SELECT + "WHERE search_name > $1 ORDER BY search_name, id LIMIT $2")
                    .execute(Tuple.of("", Integer.valueOf(request.getParam("limit"))))
                    .onSuccess(rows -> {
                        var items = new JsonArray();
                        rows.forEach(row -> items.add(json(row)));
                        send(request, new JsonObject().put("items", items));
                    })
                    .onFailure(
                            failure -> request.response().setStatusCode(FAILED).end());
        }
    }

    private static void send(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    private static JsonObject json(Row row) {
        var json = new JsonObject().put("id", row.getUUID("id").toString());
        for (var name : TEXTS) {
            if (row.getString(name) != null) {
                json.put(name, row.getString(name));
            }
        }
        return json.put("attributes", new JsonObject(row.getString("attributes")))
                .put("visibility", new JsonObject(row.getString("visibility")))
                .put("version", row.getLong("version"))
                .put("created_at", row.getOffsetDateTime("created_at").toString())
                .put("updated_at", row.getOffsetDateTime("updated_at").toString());
    }
}
