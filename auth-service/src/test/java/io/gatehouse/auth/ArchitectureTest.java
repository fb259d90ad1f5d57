package io.gatehouse.auth;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@AnalyzeClasses(packages = "io.gatehouse.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("io.gatehouse.auth.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule resourcesDoNotTouchRepositories = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository");

    /** Otherwise the client chooses: {@code Accept: text/html} yields what {@code toString} says, {@code Accept: /} a 500. */
    @ArchTest
    static final ArchRule resourcesSayWhatTheyProduce =
            classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(Produces.class);

    // Hibernate Reactive shares the removal of entities among sessions: of two at once, one is never answered.
    @ArchTest
    static final ArchRule rowsAreRemovedByStatements = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "remove an entity",
                    (JavaAccess<?> access) -> access.getTarget().getOwner().isAssignableTo(PanacheRepositoryBase.class)
                            && (access.getTarget().getName().equals("deleteById")
                                    || access.getTarget().getFullName().endsWith(".delete(java.lang.Object)"))));

    @ArchTest
    static final ArchRule nothingWaitsOnAnEventLoop =
            noClasses().should().callMethodWhere(target(nameMatching("await|awaitIndefinitely|toCompletableFuture")));

    @ArchTest
    static final ArchRule otherServicesAreKnownByTheirContractsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatehouse.user..", "io.gatehouse.gateway..", "io.gatehouse.local..");
}
