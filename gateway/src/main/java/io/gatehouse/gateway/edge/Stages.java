package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.docs.Pages;
import io.gatehouse.gateway.identity.EdgeIdentity;
import io.gatehouse.gateway.proxy.Proxy;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.gateway.upstream.Upstreams;

/** What the stages of the pipeline are made of, common to all event loops. */
record Stages(
        Arrival arrival,
        ProtocolRules protocol,
        RouteTable routes,
        EdgeIdentity identity,
        Upstreams upstreams,
        Proxy proxy,
        Pages pages,
        ProblemWriter problems,
        UpstreamFailures failures,
        Departure departure) {}
