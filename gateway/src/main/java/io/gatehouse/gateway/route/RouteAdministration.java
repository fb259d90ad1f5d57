package io.gatehouse.gateway.route;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.SocketAddressImpl;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * The routes on the management port: to read what is in force, and to load the file at once. That port asks nobody who they are, and
 * whoever reads metrics reaches it; so only those who are on the machine, or in the pod, may have something done.
 */
@Singleton
class RouteAdministration {

    private final Vertx vertx;
    private final RouteSource source;
    private final Routes routes;
    private final RouteReloader reloader;

    RouteAdministration(Vertx vertx, RouteSource source, Routes routes, RouteReloader reloader) {
        this.vertx = vertx;
        this.source = source;
        this.routes = routes;
        this.reloader = reloader;
    }

    void open(@Observes ManagementInterface management) {
        management.router().get("/routes").handler(context -> context.json(inForce()));
        management.router().post("/routes/reload").handler(this::reload);
    }

    private void reload(RoutingContext context) {
        if (!isHere(context.request().remoteAddress())) {
            context.response()
                    .setStatusCode(403)
                    .putHeader("Content-Type", "text/plain")
                    .end("Only from this machine or pod, as with kubectl port-forward\n");
            return;
        }
        vertx.executeBlocking(reloader::reload, false)
                .onSuccess(outcome -> context.response()
                        .setStatusCode(outcome == RouteReloader.Outcome.REFUSED ? 422 : 200)
                        .putHeader("Content-Type", "application/json")
                        .end(state().put("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .toBuffer()))
                .onFailure(context::fail);
    }

    static boolean isHere(SocketAddress peer) {
        return ((SocketAddressImpl) peer).ipAddress().isLoopbackAddress();
    }

    private JsonObject inForce() {
        var now = routes.current();
        var instances = new JsonObject();
        now.upstreams().all().forEach(upstream -> instances.put(upstream.name(), InstanceListing.of(upstream)));
        return state().mergeIn(RouteListing.of(now.file())).put("instances", instances);
    }

    private JsonObject state() {
        var now = routes.current();
        var mistakes = reloader.mistakes();
        return new JsonObject()
                .put("file", source.name())
                .put("hash", now.hash())
                .put("loaded_at", now.loadedAt().toString())
                .put("in_force", mistakes.isEmpty())
                .put("mistakes", new JsonArray(mistakes));
    }
}
