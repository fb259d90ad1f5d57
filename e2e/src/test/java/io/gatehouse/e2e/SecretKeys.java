package io.gatehouse.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of secrets, as {@code name/key}. */
final class SecretKeys {

    private static final String EXAMPLE = "deploy/kubernetes/base/secrets.example.yaml";

    private SecretKeys() {}

    /** Those that a set of manifests brings; when it brings none, those that its operator is asked for. */
    static Set<String> of(Manifests manifests) {
        var own = in(manifests);
        return own.isEmpty() ? example() : own;
    }

    static Set<String> example() {
        return in(Manifests.of(Deployment.text(EXAMPLE)));
    }

    static Set<String> namesOfExample() {
        return Manifests.of(Deployment.text(EXAMPLE))
                .all(Secret.class)
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .collect(Collectors.toSet());
    }

    private static Set<String> in(Manifests manifests) {
        return manifests
                .all(Secret.class)
                .flatMap(secret -> Stream.of(secret.getData(), secret.getStringData())
                        .map(Map::keySet)
                        .flatMap(Set::stream)
                        .map(key -> secret.getMetadata().getName() + "/" + key))
                .collect(Collectors.toSet());
    }
}
