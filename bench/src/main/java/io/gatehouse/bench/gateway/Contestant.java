package io.gatehouse.bench.gateway;

import io.gatehouse.local.process.Program;
import java.util.Set;

/**
 * A program between clients and the upstream.
 *
 * @param port where it listens in clear text
 * @param tlsPort where it speaks TLS; the other one where that is all it speaks
 * @param cases what it can do
 */
record Contestant(Program program, int port, int tlsPort, Set<GatewayCase> cases, String version) {

    String name() {
        return program.name();
    }

    /** Where it is sent the requests of a case. */
    String url(GatewayCase kind) {
        return kind.isTls() ? "https://127.0.0.1:" + tlsPort : Testbed.url(port);
    }

    /** A case that shows whether it is there. */
    GatewayCase first() {
        return cases.contains(GatewayCase.PLAIN) ? GatewayCase.PLAIN : GatewayCase.TLS;
    }
}
