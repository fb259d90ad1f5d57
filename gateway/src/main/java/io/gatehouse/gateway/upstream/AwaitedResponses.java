package io.gatehouse.gateway.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** The request that a connection to a service carries, as far as its response depends on it. There is one at a time. */
final class AwaitedResponses {

    private HttpMethod method;
    private boolean upgrade;

    void sent(HttpRequest request) {
        method = request.method();
        upgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
    }

    void answered() {
        method = null;
    }

    boolean isNone() {
        return method == null;
    }

    boolean isOfHead() {
        return HttpMethod.HEAD.equals(method);
    }

    boolean mayUpgrade() {
        return upgrade;
    }
}
