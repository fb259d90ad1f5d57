package io.gatehouse.auth.client;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Services that came to the set later, follow event logs as those of the set do, and forget whom they are told to. */
@ConfigMapping(prefix = "gatehouse.event-readers")
interface EventReadersConfig {

    /** Their ids as clients. The secret of {@code orders-service} is {@code GATEHOUSE_CLIENTS_ORDERS_SERVICE_SECRET}. */
    Optional<Set<String>> ids();
}
