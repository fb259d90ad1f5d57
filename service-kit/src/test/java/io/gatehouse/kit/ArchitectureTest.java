package io.gatehouse.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.config.ConfigMapping;

@AnalyzeClasses(packages = "io.gatehouse.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.gatehouse.kit.(*)..").should().beFreeOfCycles();

    // In the gateway nobody reads those of jakarta.validation, and elsewhere they would cost a tenth of the start.
    @ArchTest
    static final ArchRule settingsAreBoundedByConverters = noClasses()
            .that()
            .areAnnotatedWith(ConfigMapping.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.validation..");

    @ArchTest
    static final ArchRule nothingWaitsOnAnEventLoop = noClasses()
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                            "await|awaitIndefinitely|toCompletableFuture")));

    @ArchTest
    static final ArchRule theKitKnowsNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatehouse.auth..", "io.gatehouse.user..", "io.gatehouse.gateway..");
}
