package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.compression.Compression;
import io.gatehouse.gateway.docs.Pages;
import io.gatehouse.gateway.overload.Overload;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the stages together. */
class StagesProducer {

    @Produces
    @Singleton
    Stages stages(
            Acceptance acceptance,
            Arrival arrival,
            ProtocolRules protocol,
            RouteStage routes,
            Overload overload,
            SessionStage sessions,
            StreamStage streams,
            Forwarding forwarding,
            Compression compression,
            CacheStage cache,
            Pages pages,
            Refusals refusals,
            UpstreamFailures failures,
            Departure departure) {
        return new Stages(
                acceptance,
                arrival,
                protocol,
                routes,
                overload,
                sessions,
                streams,
                forwarding,
                compression,
                cache,
                pages,
                refusals,
                failures,
                departure);
    }
}
