package io.gatehouse.e2e;

import static io.gatehouse.e2e.KubernetesRules.unless;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What is applied after the migrator has run, and by what each tool tells it: a label for the script and Flux, annotations for Argo CD. */
final class OrderRules {

    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String WAVE = "argocd.argoproj.io/sync-wave";
    private static final String HOOK = "argocd.argoproj.io/hook";

    private OrderRules() {}

    static Stream<String> mistakes(Manifests manifests) {
        var services = Stream.of(
                        manifests.all(Deployment.class).filter(deployment -> Script.SERVICES.stream()
                                .anyMatch(service -> service.folder()
                                        .equals(deployment.getMetadata().getName()))),
                        manifests.all(HorizontalPodAutoscaler.class),
                        manifests.all(ConfigMap.class).filter(map -> map.getData()
                                .containsKey("GATEHOUSE_ISSUER")))
                .flatMap(stream -> stream);
        return Stream.of(
                        manifests.all(Job.class).flatMap(OrderRules::ofMigrator),
                        services.flatMap(OrderRules::ofService),
                        // Apart from who refers to it, it would keep the name that has nothing of its content.
                        manifests.all(ConfigMap.class).flatMap(OrderRules::isLabelled),
                        manifests.all(ConfigMap.class).flatMap(OrderRules::isKept))
                .flatMap(mistakes -> mistakes)
                .distinct();
    }

    private static Stream<String> ofMigrator(Job job) {
        return named(
                job,
                Stream.of(
                        unless("migration".equals(labels(job).get(COMPONENT)), "is not labelled as the migration"),
                        unless(
                                "Never"
                                        .equals(job.getSpec()
                                                .getTemplate()
                                                .getSpec()
                                                .getRestartPolicy()),
                                "takes its log away when it has failed"),
                        unless("Sync".equals(annotations(job).get(HOOK)), "is not made anew by Argo CD"),
                        unless("1".equals(annotations(job).get(WAVE)), "does not come before the services by Argo CD"),
                        unless(
                                "enabled".equals(annotations(job).get("kustomize.toolkit.fluxcd.io/force")),
                                "is not made anew by Flux")));
    }

    private static Stream<String> isLabelled(HasMetadata resource) {
        return named(
                resource,
                Stream.of(unless(
                        "service".equals(labels(resource).get(COMPONENT)), "is not labelled as of the services")));
    }

    // Its name changes with its content, and pods of the version before read the one of theirs at each start.
    private static Stream<String> isKept(HasMetadata resource) {
        return named(
                resource,
                Stream.of(
                        unless(
                                "PruneLast=true".equals(annotations(resource).get("argocd.argoproj.io/sync-options")),
                                "is taken from pods that run by Argo CD"),
                        unless(
                                "disabled".equals(annotations(resource).get("kustomize.toolkit.fluxcd.io/prune")),
                                "is taken from pods that run by Flux")));
    }

    private static Stream<String> ofService(HasMetadata resource) {
        var wave = unless("2".equals(annotations(resource).get(WAVE)), "does not come after the migrator by Argo CD");
        return Stream.concat(isLabelled(resource), named(resource, Stream.of(wave)));
    }

    private static Stream<String> named(HasMetadata resource, Stream<Stream<String>> mistakes) {
        return mistakes.flatMap(stream -> stream)
                .map(mistake ->
                        resource.getKind() + " " + resource.getMetadata().getName() + ": " + mistake);
    }

    private static Map<String, String> labels(HasMetadata resource) {
        return Objects.requireNonNullElse(resource.getMetadata().getLabels(), Map.of());
    }

    private static Map<String, String> annotations(HasMetadata resource) {
        return Objects.requireNonNullElse(resource.getMetadata().getAnnotations(), Map.of());
    }
}
