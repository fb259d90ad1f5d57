package io.gatehouse.kit.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Where the request in hand comes from: from whom the connection says, or from whom a trusted gateway says
 * ({@code GATEHOUSE_TRUSTED_GATEWAYS}).
 */
@RequestScoped
public class CurrentClient {

    private static final int USER_AGENT_CHARACTERS = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final RoutingContext request;

    CurrentClient(RoutingContext request) {
        this.request = request;
    }

    /** The address in its one spelling; an IPv4 address that came as IPv6 is an IPv4 address. */
    public String address() {
        return inetAddress().getHostAddress();
    }

    /** What one customer holds, as {@link ClientNetwork} says. */
    public String network() {
        return ClientNetwork.of(inetAddress());
    }

    /** What the client calls itself, made harmless and cut short; null where it says nothing. */
    public String userAgent() {
        var sent = request.request().getHeader("User-Agent");
        if (sent == null) {
            return null;
        }
        var harmless = CONTROL.matcher(sent).replaceAll("").strip();
        return harmless.isEmpty() ? null : harmless.substring(0, Math.min(harmless.length(), USER_AGENT_CHARACTERS));
    }

    private InetAddress inetAddress() {
        var told = request.request().remoteAddress().host();
        try {
            return InetAddress.ofLiteral(told);
        } catch (IllegalArgumentException noAddress) {
            // A gateway that passes nonsense on is the only sender known.
            return InetAddress.ofLiteral(
                    request.request().connection().remoteAddress().hostAddress());
        }
    }
}
