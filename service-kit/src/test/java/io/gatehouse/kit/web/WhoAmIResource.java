package io.gatehouse.kit.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Optional;

/** Tells clients what is known of them. */
@Path("/who-am-i")
public class WhoAmIResource {

    private final CurrentClient client;

    WhoAmIResource(CurrentClient client) {
        this.client = client;
    }

    @GET
    public Map<String, String> whoAmI() {
        return Map.of(
                "address", client.address(),
                "network", client.network(),
                "user_agent", Optional.ofNullable(client.userAgent()).orElse("unknown"));
    }
}
