package io.gatehouse.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/** The responses that are kept, by resource; bounded by their bytes. What is asked for once does not push out what is asked for often. */
// Caffeine chooses its class by the options; this one, also of CacheState, Quarkus does not know of.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
final class Storage {

    // Of one resource: whoever varies a field at will pushes out nothing but other variants of the same.
    private static final int MOST_VARIANTS = 16;

    private final Cache<ResourceKey, List<StoredResponse>> byResource;

    Storage(long maxBytes, Runnable evicted) {
        this.byResource = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ResourceKey key, List<StoredResponse> variants) -> weight(key, variants))
                .evictionListener((_, _, _) -> evicted.run())
                .executor(Runnable::run)
                .build();
    }

    /** The response that was chosen for such a request, or null. */
    StoredResponse find(ResourceKey key, String routeId, MultiMap request) {
        var variants = byResource.getIfPresent(key);
        if (variants == null) {
            return null;
        }
        for (var variant : variants) {
            if (variant.variation().fits(routeId, request)) {
                return variant;
            }
        }
        return null;
    }

    void put(ResourceKey key, StoredResponse response) {
        byResource.asMap().compute(key, (_, variants) -> with(variants, response));
    }

    void remove(ResourceKey key) {
        byResource.invalidate(key);
    }

    boolean isEmpty() {
        return byResource.estimatedSize() == 0;
    }

    long entries() {
        return byResource.estimatedSize();
    }

    long bytes() {
        return byResource.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    private static List<StoredResponse> with(List<StoredResponse> variants, StoredResponse response) {
        var together = new ArrayList<StoredResponse>();
        together.add(response);
        if (variants != null) {
            variants.stream()
                    .filter(variant -> !variant.variation().equals(response.variation()))
                    .limit(MOST_VARIANTS - 1)
                    .forEach(together::add);
        }
        return List.copyOf(together);
    }

    private static int weight(ResourceKey key, List<StoredResponse> variants) {
        return key.weight() + variants.stream().mapToInt(StoredResponse::weight).sum();
    }
}
