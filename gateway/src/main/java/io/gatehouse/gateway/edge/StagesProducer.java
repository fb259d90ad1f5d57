package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.compression.Compression;
import io.gatehouse.gateway.docs.Pages;
import io.gatehouse.gateway.identity.EdgeIdentity;
import io.gatehouse.gateway.overload.Overload;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the stages together. */
class StagesProducer {

    @Produces
    @Singleton
    Stages stages(
            Arrival arrival,
            ProtocolRules protocol,
            RouteStage routes,
            Overload overload,
            EdgeIdentity identity,
            Forwarding forwarding,
            Compression compression,
            Pages pages,
            ProblemWriter problems,
            UpstreamFailures failures,
            Departure departure) {
        return new Stages(
                arrival,
                protocol,
                routes,
                overload,
                identity,
                forwarding,
                compression,
                pages,
                problems,
                failures,
                departure);
    }
}
