package io.gatehouse.gateway.connection;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each address may have 1500 connections in tests; 127.0.0.2 is a trusted proxy. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ConnectionLimitsTest {

    private static final int MOST = 1_500;

    @Inject
    Edge edge;

    @Inject
    MeterRegistry registry;

    @Test
    void addressHasSoManyAndNobodyElseIsHarmed() throws IOException {
        double refused = refused();
        var clients = open("127.0.0.77", MOST);

        try (var oneMore = RawClient.connect("127.0.0.77", edge.port());
                var other = RawClient.connect("127.0.0.78", edge.port())) {
            assertThat(oneMore.isClosed()).isTrue();
            assertServed(other);
        }
        assertThat(refused()).isEqualTo(refused + 1);
        assertServed(clients.getLast());
        closeAll(clients);
        await(() -> isAdmitted("127.0.0.77"));
    }

    @Test
    void trustedProxyHasAnyNumber() throws IOException {
        var clients = open("127.0.0.2", MOST + 20);

        assertServed(clients.getLast());
        closeAll(clients);
    }

    @Test
    void openConnectionsAreCounted() throws IOException {
        var clients = open("127.0.0.79", 50);

        double most = open();
        assertThat(most).isGreaterThanOrEqualTo(50);
        closeAll(clients);
        await(() -> open() <= most - 50);
    }

    private List<RawClient> open(String address, int number) throws IOException {
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < number; i++) {
            clients.add(RawClient.connect(address, edge.port()));
        }
        // They are accepted in their order, each by its event loop.
        for (var client : clients) {
            assertServed(client);
        }
        return clients;
    }

    private boolean isAdmitted(String address) {
        try (var client = RawClient.connect(address, edge.port())) {
            assertServed(client);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void assertServed(RawClient client) throws IOException {
        client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: a");
        assertThat(client.read().status()).isEqualTo(201);
    }

    private static void closeAll(List<RawClient> clients) throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    private double open() {
        return registry.get("gatehouse.gateway.connections.open").gauge().value();
    }

    private double refused() {
        return registry.get("gatehouse.gateway.connections.refused")
                .tag("limit", "address")
                .counter()
                .count();
    }
}
