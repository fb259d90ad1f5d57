package io.gatehouse.local.test;

import io.gatehouse.local.server.EmbeddedRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Redis for the service under test. */
public final class RedisTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        server().start();
        return Map.of("GATEHOUSE_REDIS_URL", "redis://127.0.0.1:" + server().port());
    }

    /** Leaves the server to the next profile; it ends with the JVM. */
    @Override
    public void stop() {}

    /** The server, for tests of what happens without it. */
    public static TestServer server() {
        return new TestServer(EmbeddedRedis.NAME, port -> EmbeddedRedis.start(TestFolders.ofThisJvm(), port));
    }
}
