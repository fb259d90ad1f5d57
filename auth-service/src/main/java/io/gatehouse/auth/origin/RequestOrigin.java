package io.gatehouse.auth.origin;

import io.gatehouse.kit.web.CurrentClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Where the request in hand comes from, as sessions and the audit trail record it and mails tell it. */
@Singleton
public class RequestOrigin {

    private final CurrentClient client;
    private final Clock clock;

    RequestOrigin(CurrentClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What a security mail says of it: {@code time}, {@code device}, {@code address}. */
    public Map<String, Object> told() {
        var time = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return Map.of("time", time.toString(), "device", device(), "address", address());
    }

    /** What a person would call what they use. */
    public String device() {
        return Device.of(client.userAgent()).name();
    }

    public String address() {
        return client.address();
    }
}
