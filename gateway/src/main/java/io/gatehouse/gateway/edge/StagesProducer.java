package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.docs.Pages;
import io.gatehouse.gateway.identity.EdgeIdentity;
import io.gatehouse.gateway.proxy.Proxy;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.upstream.Upstreams;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the stages together. */
class StagesProducer {

    @Produces
    @Singleton
    Stages stages(
            Arrival arrival,
            ProtocolRules protocol,
            RouteTable routes,
            EdgeIdentity identity,
            Upstreams upstreams,
            Proxy proxy,
            Pages pages,
            ProblemWriter problems,
            UpstreamFailures failures,
            Departure departure) {
        return new Stages(arrival, protocol, routes, identity, upstreams, proxy, pages, problems, failures, departure);
    }
}
