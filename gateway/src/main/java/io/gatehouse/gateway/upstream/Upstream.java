package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One service: its instances, the connections to them, and what may be done about those that fail. */
public final class Upstream {

    private final UpstreamTarget target;
    private final Instances instances;
    private final Connections connections;
    private final Connections forStreams;
    private final UpstreamMeters meters;
    private final RetryBudget budget = new RetryBudget(System.nanoTime());
    private final List<Runnable> closers = new ArrayList<>();
    private DnsDiscovery discovery;

    Upstream(
            UpstreamTarget target,
            Instances instances,
            Connections connections,
            Connections forStreams,
            UpstreamMeters meters) {
        this.target = target;
        this.instances = instances;
        this.connections = connections;
        this.forStreams = forStreams;
        this.meters = meters;
    }

    public String name() {
        return target.name();
    }

    /** Where its instances are found, for people. */
    public String location() {
        return target.source().toString();
    }

    /** How its instances do. */
    public List<InstanceStanding> standings() {
        return instances.standings();
    }

    /** A new request's way to an instance; empty while none answers. */
    public Optional<Attempt> attempt() {
        budget.deposit();
        return attempt(null);
    }

    /** The same request's way to another instance, or to the same one if it is alone; empty while none answers. */
    public Optional<Attempt> attemptAfter(Attempt failed) {
        return attempt(failed.instance);
    }

    /** Whether the service can bear one more retry; counts it. */
    public boolean affords(RetryPolicy.Reason reason) {
        // Where there was no connection nothing has been asked of the service yet.
        if (reason != RetryPolicy.Reason.CONNECT && !budget.withdraw(System.nanoTime())) {
            meters.budgetExhausted();
            return false;
        }
        meters.retried(reason);
        return true;
    }

    /** A retry for which nobody pays: an unused connection was found closed. */
    public void replacesConnection() {
        meters.replacedConnection();
    }

    /** Closes all connections. */
    public Future<Void> close() {
        meters.close();
        closers.forEach(Runnable::run);
        return Future.join(connections.close(), forStreams.close()).mapEmpty();
    }

    /** Whether its instances are known as far as they can be: a name has been looked up once, with or without success. */
    public boolean isLookedUp() {
        return discovery == null || discovery.hasAsked();
    }

    void discoveredBy(DnsDiscovery asking) {
        discovery = asking;
        onClose(asking::close);
    }

    void onClose(Runnable closer) {
        closers.add(closer);
    }

    /** How long an instance may pause within a response that is no stream. */
    public Duration readTimeout() {
        return target.connections().readTimeout();
    }

    UpstreamTarget target() {
        return target;
    }

    Instances instances() {
        return instances;
    }

    Future<HttpClientRequest> connect(RequestOptions options) {
        var opening = connections.request(options);
        // Nearly always a connection is at hand.
        if (!opening.isComplete()) {
            long began = System.nanoTime();
            opening.onComplete(_ -> meters.waited(System.nanoTime() - began));
        }
        return opening;
    }

    /** The connections to this instance that the event loop has in use. */
    Occupancy occupancy(Instance instance) {
        return connections.occupancy(instance, meters::gaveWay);
    }

    /** For a request whose answer goes on for long. */
    Future<HttpClientRequest> connectForStream(RequestOptions options) {
        return forStreams.request(options);
    }

    private Optional<Attempt> attempt(Instance except) {
        var instance = instances.choose(except);
        return instance == null ? Optional.empty() : Optional.of(new Attempt(this, instance));
    }
}
