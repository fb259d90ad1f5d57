package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.compression.Compression;
import io.gatehouse.gateway.docs.Pages;
import io.gatehouse.gateway.overload.Overload;

/** What the stages of the pipeline are made of, common to all event loops. */
record Stages(
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
        Departure departure) {}
