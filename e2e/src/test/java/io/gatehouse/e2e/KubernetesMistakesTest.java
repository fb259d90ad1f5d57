package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules see a mistake in the manifests and name it: each of these is one, made in what would be applied. */
class KubernetesMistakesTest {

    private static String rendered;
    private static String behindIngress;
    private static String overTls;
    private static String withTraces;

    @BeforeAll
    static void render(@TempDir Path copy) {
        rendered = Manifests.rendered(Overlays.FOLDER.resolve("overlays/production"));
        var overlays = Overlays.in(copy);
        behindIngress = overlays.productionBehindIngress(List.of());
        overTls = overlays.production(List.of("tls"));
        withTraces = overlays.production(List.of("traces"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what there is                        | instead                                | what is said of it
            path: /q/health/ready                  | path: /q/health/reddy                  | auth-service: auth-service: readinessProbe asks /q/health/reddy
            path: /q/health/live                   | path: /q/health/ready                  | livenessProbe asks /q/health/ready
            livenessProbe                          | unusedProbe                            | Deployment auth-service: spec/template/spec/containers/0/unusedProbe: Unrecognized field
            port: management                       | port: http                             | asks the port http and not management
            containerPort: 9000                    | containerPort: 9001                    | port management is not 9000
            containerPort: 8081                    | containerPort: 8082                    | auth-service: auth-service: port http is not 8081
            containerPort: 8081                    | containerPort: "8081"                  | spec/template/spec/containers/0/ports/0/containerPort: Cannot coerce
            value: gatehouse_auth                  | value: 1                               | Cannot coerce Integer value (1)
            name: GATEHOUSE_EVENT_READERS          | name: GATEHOUSE_EVENT_REEDERS          | auth-service: is given GATEHOUSE_EVENT_REEDERS
            name: GATEHOUSE_MASTER_KEY\\n           | name: GATEHOUSE_MASTER_KEY_NEXT\\n      | auth-service: is not given GATEHOUSE_MASTER_KEY
            GATEHOUSE_ISSUER:                      | GATEHOUSE_JWKS_URL:                    | user-service: is not given GATEHOUSE_ISSUER
            http://auth-service:8081               | http://auth-service:8080               | calls http://auth-service:8080, where nobody listens
            GATEHOUSE_SHUTDOWN_TIMEOUT: 10S        | GATEHOUSE_SHUTDOWN_TIMEOUT: 30S        | requests in flight may take 35 s, and it is killed after 30
            GATEHOUSE_USER_INSTANCES:              | GATEHOUSE_JWKS_URL:                    | gateway: is not given GATEHOUSE_USER_INSTANCES
            GATEHOUSE_USER_INSTANCES: user-service-pods | GATEHOUSE_USER_INSTANCES: user-service | GATEHOUSE_USER_INSTANCES leads to user-service.gatehouse.svc.cluster.local, which is no headless Service
            user-service-pods.gatehouse.svc        | user-service-pods.default.svc          | which is no headless Service
            user-service-pods.gatehouse.svc.cluster.local | user-service-pods               | GATEHOUSE_USER_INSTANCES is user-service-pods, which is not a whole name
            clusterIP: None                        | clusterIP: 10.0.0.9                    | GATEHOUSE_AUTH_INSTANCES leads to auth-service-pods.gatehouse.svc.cluster.local, which is no headless Service
            clusterIP: None                        | clusterIP: None\\n  publishNotReadyAddresses: true | Service auth-service-pods: names pods that are not ready
            http://auth-service:8081               | http://auth-service-pods:8081          | GATEHOUSE_AUTH_URL leads to auth-service-pods, whose callers would keep single pods
            clusterIP: None\\n  ports:\\n  - name: http\\n    port: 8081\\n    targetPort: http\\n  selector:\\n    app.kubernetes.io/name: auth-service | clusterIP: None\\n  ports:\\n  - name: http\\n    port: 8081\\n    targetPort: http\\n  selector:\\n    app.kubernetes.io/name: user-service | Service auth-service-pods: does not select auth-service
            value: 35S                             | value: 25S                             | auth-service: serves for 25 s after TERM, and is known by name for 30
            minReadySeconds: 45                    | minReadySeconds: 40                    | auth-service: a pod needs 45 s to end, and the next one leaves after 40
            GATEHOUSE_REPLICAS: "3"                | GATEHOUSE_REPLICAS: "4"                | GATEHOUSE_REPLICAS is 4
            limits:\\n            cpu: "2"          | limits:                                | has no limit of cpu
            memory: 512Mi\\n          requests      | memory: 128Mi\\n          requests      | MiB of heap, and needs
            runAsNonRoot: true                     | runAsNonRoot: false                    | may run as root
            runAsNonRoot: true                     | runAsNonRoot: true\\n        runAsUser: 0 | runs as root
            readOnlyRootFilesystem: true           | readOnlyRootFilesystem: false          | may write to its root file system
            readOnlyRootFilesystem: true           | readOnlyRootFileSystem: true           | securityContext/readOnlyRootFileSystem: Unrecognized field
            allowPrivilegeEscalation: false        | allowPrivilegeEscalation: true         | may escalate its privileges
            - ALL                                  | - NET_RAW                              | keeps capabilities
            type: RuntimeDefault                   | type: Unconfined                       | has no profile for seccomp
            automountServiceAccountToken: false\\n      containers | automountServiceAccountToken: true\\n      containers | gets a token of its service account
            automountServiceAccountToken: false\\n      containers | automountServiceAccountToken: false\\n      initContainers: [{name: first, image: busybox, securityContext: {readOnlyRootFilesystem: true}}]\\n      containers | auth-service: first: keeps capabilities
            automountServiceAccountToken: false\\n      containers | automountServiceAccountToken: false\\n      initContainers: [{name: first, image: busybox, securityContext: {runAsUser: 0}}]\\n      containers | auth-service: first: runs as root
            automountServiceAccountToken: false\\n      containers | automountServiceAccountToken: false\\n      initContainers: [{name: first, image: busybox, env: [{name: A, valueFrom: {secretKeyRef: {name: gatehouse-redis, key: uri}}}]}]\\n      containers | auth-service: no key uri in a Secret gatehouse-redis
            emptyDir:\\n          sizeLimit: 64Mi   | hostPath:\\n          path: /tmp        | mounts a folder of the node
            serviceAccountName: gateway            | serviceAccountName: gateways           | gateway: no ServiceAccount gateways
            key: password                          | key: pasword                           | no key pasword in a Secret gatehouse-auth-database
            mountPath: /tmp\\n          name: tmp   | mountPath: /tmp\\n          name: temp  | no volume temp
            targetPort: http                       | targetPort: https                      | no port https in its pods
            selector:\\n    app.kubernetes.io/name: gateway | selector:\\n    app.kubernetes.io/name: door | Service gateway: selects 0 workloads
            kind: Deployment\\n    name: gateway    | kind: Deployment\\n    name: door       | HorizontalPodAutoscaler gateway: no door
            spec:\\n  selector:                     | spec:\\n  replicas: 2\\n  selector:      | so does the Deployment decide replicas
            minReplicas: 3                         | minReplicas: 30                        | its least is above its most
            autoscaling/v2                         | autoscaling/v2beta2                    | autoscaling/v2beta2/HorizontalPodAutoscaler is not known here
            pod-security.kubernetes.io/enforce: restricted | pod-security.kubernetes.io/enforce: baseline | pod security is not restricted: enforce
            gatehouse.io/postgresql: client        | gatehouse.io/postgres: client          | does not let through auth-service -> postgresql
            port: 5432\\n    to:\\n    - ipBlock:\\n        cidr: 10.0.0.0/8 | port: 443\\n    to:\\n    - ipBlock:\\n        cidr: 0.0.0.0/0 | lets through auth-service -> world
            - port: 8080                           | - port: 9000                           | lets through gateway-api -> gateway management
            - port: 8080                           | - port: 9000                           | does not let through gateway-api -> gateway http
            kubernetes.io/metadata.name: envoy-gateway-system\\n      podSelector:\\n        matchLabels:\\n          gateway.envoyproxy.io/owning-gateway-name: gatehouse\\n          gateway.envoyproxy.io/owning-gateway-namespace: gatehouse | kubernetes.io/metadata.name: default | lets through stranger -> gateway http
            gateway.envoyproxy.io/owning-gateway-name: gatehouse\\n          gateway.envoyproxy.io/owning-gateway-namespace: gatehouse | gateway.envoyproxy.io/owning-gateway-name: gatehouse | lets through other-gateway -> gateway http
            kubernetes.io/metadata.name: envoy-gateway-system | kubernetes.io/metadata.name: envoy | does not let through gateway-api -> gateway http
            name: gateway\\n      port: 8080       | name: doorway\\n      port: 8080      | HTTPRoute gateway: no Service doorway with a port 8080
            sectionName: https                     | sectionName: http                      | HTTPRoute gateway: no listener http of a Gateway gatehouse
            name: GATEHOUSE_CLIENT_SECRET\\n        | name: GATEHOUSE_TLS_CERTIFICATE\\n          value: /tls.crt\\n        - name: GATEHOUSE_CLIENT_SECRET\\n | HTTPRoute gateway: speaks HTTP to the gateway, which speaks HTTPS
            app.kubernetes.io/name: prometheus     | app.kubernetes.io/name: grafana        | lets through grafana -> gateway management
            app.kubernetes.io/name: prometheus     | app.kubernetes.io/name: grafana        | does not let through monitoring -> auth-service management
            monitoring\\n      podSelector:\\n        matchLabels:\\n          app.kubernetes.io/name: prometheus | monitoring | lets through grafana -> user-service management
            - 169.254.0.0/16                       | - 169.254.0.0/17                       | lets through auth-service -> metadata
            - fc00::/7                             | - fd00:ec2::/128                       | lets through auth-service -> metadata of IPv6
            - 10.0.0.0/8                           | - 10.0.0.0/13                          | lets through auth-service -> neighbour
            cidr: 10.0.0.0/8                       | cidr: 169.254.0.0/16                   | lets through migrator -> metadata
            cidr: 169.254.20.10/32                 | cidr: 0.0.0.0/0                        | lets through gateway -> world
            cidr: 169.254.20.10/32                 | cidr: 169.254.20.11/32                 | does not let through migrator -> node-dns
            postgresql://postgres.example.com:5432 | postgresql://postgres-rw:5432          | GATEHOUSE_DB_URL leads to postgres-rw, which is not there
            restartPolicy: Never                   | restartPolicy: OnFailure               | Job migrator: takes its log away when it has failed
            component: migration\\n    app.kubernetes.io/name: migrator\\n    app.kubernetes.io/part-of: gatehouse\\n  name: migrator\\n  namespace: gatehouse\\nspec: | component: service\\n    app.kubernetes.io/name: migrator\\n    app.kubernetes.io/part-of: gatehouse\\n  name: migrator\\n  namespace: gatehouse\\nspec: | Job migrator: is not labelled as the migration
            argocd.argoproj.io/hook: Sync          | argocd.argoproj.io/hook: PostSync      | Job migrator: is not made anew by Argo CD
            argocd.argoproj.io/sync-wave: "1"      | argocd.argoproj.io/sync-wave: "3"      | Job migrator: does not come before the services by Argo CD
            toolkit.fluxcd.io/force: enabled       | toolkit.fluxcd.io/force: disabled      | Job migrator: is not made anew by Flux
            app.kubernetes.io/component: service\\n    app.kubernetes.io/part-of: gatehouse\\n  name: gatehouse- | app.kubernetes.io/part-of: gatehouse\\n  name: gatehouse- | is not labelled as of the services
            sync-wave: "2"\\n  labels:\\n    app.kubernetes.io/component: service\\n    app.kubernetes.io/name: gateway\\n    app.kubernetes.io/part-of: gatehouse\\n  name: gateway\\n  namespace: gatehouse\\nspec:\\n  selector: | sync-wave: "1"\\n  labels:\\n    app.kubernetes.io/component: service\\n    app.kubernetes.io/name: gateway\\n    app.kubernetes.io/part-of: gatehouse\\n  name: gateway\\n  namespace: gatehouse\\nspec:\\n  selector: | Deployment gateway: does not come after the migrator by Argo CD
            topologyKey: topology.kubernetes.io/zone | topologyKey: kubernetes.io/hostname  | auth-service: is not spread over each topology.kubernetes.io/zone
            PruneLast=true                         | Prune=true                             | is taken from pods that run by Argo CD
            prune: disabled                        | prune: enabled                         | is taken from pods that run by Flux
            minReplicas: 3                         | minReplicas: three                     | HorizontalPodAutoscaler auth-service: spec/minReplicas: Cannot
            """)
    void mistakeIsNamed(String there, String instead, String said) {
        assertNamed(rendered, there, instead, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: gateway\\n            port:       | name: doorway\\n            port:       | Ingress gateway: no Service doorway with a port http
            - port: 8080                           | - port: 9000                           | lets through ingress -> gateway management
            kubernetes.io/metadata.name: ingress-nginx | kubernetes.io/metadata.name: default | lets through stranger -> gateway http
            kubernetes.io/metadata.name: ingress-nginx | kubernetes.io/metadata.name: default | does not let through ingress -> gateway http
            ingress:\\n  - from:\\n    - namespaceSelector:\\n        matchLabels:\\n          kubernetes.io/metadata.name: ingress-nginx\\n    ports: | ingress:\\n  - ports: | lets through world -> gateway http
            name: GATEHOUSE_CLIENT_SECRET\\n        | name: GATEHOUSE_TLS_CERTIFICATE\\n          value: /tls.crt\\n        - name: GATEHOUSE_CLIENT_SECRET\\n | Ingress gateway: speaks HTTP to the gateway, which speaks HTTPS
            proxy-body-size: "0"                   | backend-protocol: HTTPS                | Ingress gateway: speaks HTTPS to the gateway, which speaks HTTP
            """)
    void mistakeBehindAnIngressIsNamed(String there, String instead, String said) {
        assertNamed(behindIngress, there, instead, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind: Service\\n    name: gateway       | kind: Service\\n    name: doorway       | BackendTLSPolicy gateway: no Service doorway
            kind: Service\\n    name: gateway       | kind: Service\\n    name: user-service  | HTTPRoute gateway: speaks HTTP to the gateway, which speaks HTTPS
            hostname: api.example.com\\n    wellKnown | hostname: api.example.org\\n    wellKnown | BackendTLSPolicy gateway: expects a certificate of api.example.org
            wellKnownCACertificates                | wellKnownCertificates                  | BackendTLSPolicy gateway: spec/validation/wellKnownCertificates: Unrecognized field
            name: GATEHOUSE_TLS_CERTIFICATE\\n          value: /etc/gatehouse-tls/tls.crt | name: GATEHOUSE_HTTP2_PORT\\n          value: "8443" | HTTPRoute gateway: speaks HTTPS to the gateway, which speaks HTTP
            """)
    void mistakeOverTlsIsNamed(String there, String instead, String said) {
        assertNamed(overTls, there, instead, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            monitoring\\n      podSelector:\\n        matchLabels:\\n          app.kubernetes.io/component: opentelemetry-collector | monitoring | lets through gateway -> grafana
            app.kubernetes.io/component: opentelemetry-collector | app.kubernetes.io/component: collector | does not let through user-service -> collector by component
            app.kubernetes.io/name: opentelemetry-collector | app.kubernetes.io/name: collector | does not let through auth-service -> collector by name
            """)
    void mistakeWithTracesIsNamed(String there, String instead, String said) {
        assertNamed(withTraces, there, instead, said);
    }

    private static void assertNamed(String manifests, String there, String instead, String said) {
        var changed = manifests.replaceFirst(Pattern.quote(lines(there)), Matcher.quoteReplacement(lines(instead)));

        assertThat(changed).isNotEqualTo(manifests);
        assertThat(KubernetesRules.mistakes(changed))
                .anyMatch(mistake -> mistake.contains(said), "says '" + said + "'");
    }

    @Test
    void settingsUnderANameThatStaysAreNamed() {
        var changed = rendered.replaceAll("gatehouse-[2456789bcdfghkmt]{10}", "gatehouse");

        assertThat(KubernetesRules.mistakes(changed))
                .contains("gateway: ConfigMap gatehouse has the same name for every content");
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}
