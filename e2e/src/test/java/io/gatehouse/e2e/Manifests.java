package io.gatehouse.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Manifests for Kubernetes, each document read into the model of its kind as strictly as an API server would. */
final class Manifests {

    private static final Map<String, Class<? extends HasMetadata>> MODELS = Stream.of(
                    Namespace.class,
                    ConfigMap.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    Deployment.class,
                    StatefulSet.class,
                    Job.class,
                    PodDisruptionBudget.class,
                    HorizontalPodAutoscaler.class,
                    NetworkPolicy.class,
                    Ingress.class,
                    Gateway.class,
                    HTTPRoute.class,
                    BackendTLSPolicy.class,
                    PodMonitor.class,
                    PrometheusRule.class)
            .collect(Collectors.toMap(
                    model -> HasMetadata.getApiVersion(model) + "/" + HasMetadata.getKind(model), model -> model));

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new RefuseUnknown())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** What could not be read, each with the document and the place in it. */
    final List<String> mistakes = new ArrayList<>();

    private final List<HasMetadata> resources = new ArrayList<>();

    private Manifests(String yaml) {
        for (var document : new Yaml().loadAll(yaml)) {
            read(STRICT.valueToTree(document));
        }
    }

    static Manifests of(String yaml) {
        return new Manifests(yaml);
    }

    /** What {@code kubectl kustomize} makes of a folder. */
    static String rendered(Path folder) {
        try {
            var result = Script.result(new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .start());
            return result.exitCode() == 0 ? result.output() : fail(folder + ": " + result.output());
        } catch (IOException missing) {
            var sentence = "kubectl renders the manifests, and is not on the PATH: " + missing.getMessage();
            if (System.getenv("CI") != null) {
                throw new UncheckedIOException(sentence, missing);
            }
            return abort(sentence);
        }
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    boolean has(String kind, String name) {
        return resources.stream()
                .anyMatch(resource -> resource.getKind().equals(kind)
                        && resource.getMetadata().getName().equals(name));
    }

    private void read(JsonNode document) {
        var kind = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        var name = document.path("kind").asText() + " "
                + document.at("/metadata/name").asText();
        try {
            if (MODELS.containsKey(kind)) {
                resources.add(STRICT.treeToValue(document, MODELS.get(kind)));
            } else if (CustomResources.knows(kind)) {
                STRICT.treeToValue(document.get("metadata"), ObjectMeta.class);
                CustomResources.mistakes(kind, document).forEach(mistake -> mistakes.add(name + ": " + mistake));
                resources.add(new ObjectMapper().treeToValue(document, GenericKubernetesResource.class));
            } else {
                mistakes.add(name + ": " + kind + " is not known here");
            }
        } catch (JsonMappingException failure) {
            mistakes.add(name + ": " + place(failure) + ": " + failure.getOriginalMessage());
        } catch (JsonProcessingException failure) {
            mistakes.add(name + ": " + failure.getOriginalMessage());
        }
    }

    private static String place(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/"));
    }

    /** The models keep fields that they do not know aside; here such a field is a mistake. */
    private static final class RefuseUnknown extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
