package io.gatehouse.gateway.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentContextTest {

    private final VertxInternal vertx = (VertxInternal) Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resultOfAnotherContextIsToldOnThisOne(boolean before) throws Exception {
        var own = vertx.createEventLoopContext();
        var result = vertx.createEventLoopContext().<String>promise();
        var told = new CompletableFuture<Context>();
        if (before) {
            result.complete("it");
        }

        own.runOnContext(_ -> {
            CurrentContext.observe(result.future()).onSuccess(_ -> told.complete(Vertx.currentContext()));
            result.tryComplete("it");
        });

        assertThat(told.get(10, TimeUnit.SECONDS)).isSameAs(own);
    }
}
