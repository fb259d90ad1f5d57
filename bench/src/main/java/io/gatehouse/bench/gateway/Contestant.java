package io.gatehouse.bench.gateway;

import io.gatehouse.local.process.Program;
import java.util.Set;

/**
 * A program between clients and the upstream.
 *
 * @param port where it listens
 * @param cases what it can do
 */
record Contestant(Program program, int port, Set<GatewayCase> cases, String version) {

    String name() {
        return program.name();
    }
}
