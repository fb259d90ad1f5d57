package io.gatehouse.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.config.ConfigMapping;

@AnalyzeClasses(packages = "io.gatehouse.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLES =
            slices().matching("io.gatehouse.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_CONTRACTS_AND_KIT_ARE_KNOWN = classes()
            .should()
            .onlyAccessClassesThat()
            .resideInAnyPackage(
                    "io.gatehouse.gateway..",
                    "io.gatehouse.contracts..",
                    "io.gatehouse.kit.client..",
                    "io.gatehouse.kit.configuration..",
                    "io.gatehouse.kit.deadline..",
                    "io.gatehouse.kit.identity..",
                    "io.gatehouse.kit.web..",
                    "java..",
                    "jakarta..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "io.vertx..",
                    "io.netty..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "io.opentelemetry..",
                    "io.prometheus.client.exemplars..",
                    "com.fasterxml.jackson..",
                    "com.aayushatharva.brotli4j..",
                    "com.github.benmanes.caffeine..",
                    "org.eclipse.microprofile..",
                    "org.jboss.logging..",
                    "org.jboss.logmanager..",
                    "org.yaml.snakeyaml..");

    // Nobody here reads those of jakarta.validation.
    @ArchTest
    static final ArchRule SETTINGS_ARE_BOUNDED_BY_CONVERTERS = noClasses()
            .that()
            .areAnnotatedWith(ConfigMapping.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.validation..");

    @ArchTest
    static final ArchRule STAGES_DO_NOT_KNOW_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage("io.gatehouse.gateway.edge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.gatehouse.gateway.edge..");

    // Only Edge waits, on the main thread, at start and at stop.
    @ArchTest
    static final ArchRule NOTHING_BLOCKS = noClasses()
            .that()
            .doNotHaveSimpleName("Edge")
            .should()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(io.vertx.core.Future.class, "await", io.vertx.core.Future.class);
}
