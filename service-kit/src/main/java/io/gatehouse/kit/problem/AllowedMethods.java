package io.gatehouse.kit.problem;

import jakarta.ws.rs.HttpMethod;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** The methods that a path has (RFC 9110 section 15.5.6); the REST layer refuses another one without naming them. */
final class AllowedMethods {

    private AllowedMethods() {}

    static Set<String> ofCurrentPath() {
        return of(CurrentRequestManager.get());
    }

    private static Set<String> of(ResteasyReactiveRequestContext request) {
        var allowed = new TreeSet<String>();
        var path = request.getPathWithoutPrefix();
        var resources = new RequestMapper<>(request.getDeployment().getClassMappers());
        for (var match = resources.map(path); match != null; match = resources.continueMatching(path, match)) {
            for (var handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler methods) {
                    add(methods, match.remaining.isEmpty() ? "/" : match.remaining, allowed);
                }
            }
        }
        return allowed;
    }

    private static void add(ClassRoutingHandler methods, String remaining, Set<String> allowed) {
        methods.getMappers().forEach((method, paths) -> {
            if (method != null && paths.map(remaining) != null) {
                allowed.add(method);
            }
        });
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
    }
}
