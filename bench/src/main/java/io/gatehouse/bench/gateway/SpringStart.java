package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Processes;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.start.Startable;
import java.io.IOException;

/** How Spring Cloud Gateway starts beside a set, whose Redis and keys it uses, in front of an upstream. */
public final class SpringStart implements AutoCloseable {

    private final Processes upstream;
    private final Contestant contestant;

    private SpringStart(Processes upstream, Contestant contestant) {
        this.upstream = upstream;
        this.contestant = contestant;
    }

    public static SpringStart of(Session session, int portOffset) throws IOException, InterruptedException {
        var testbed = Testbed.of(session.checkout(), portOffset);
        var contestant = SpringCloudGateway.on(testbed);
        session.version(contestant.name(), contestant.version());
        var upstream = new Processes(testbed.folders().run());
        upstream.start(BareVertx.upstream(testbed));
        return new SpringStart(upstream, contestant);
    }

    public Startable startable() {
        var url = Testbed.url(contestant.port());
        var plain = GatewayCase.PLAIN.path();
        return new Startable(contestant.name(), "jar", contestant.program(), url + plain, url, Request.get(plain));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
