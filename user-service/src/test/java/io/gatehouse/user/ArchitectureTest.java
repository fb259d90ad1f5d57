package io.gatehouse.user;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@AnalyzeClasses(packages = "io.gatehouse.user", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("io.gatehouse.user.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule resourcesTouchNoRepositoryAndNoDatabase = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    // Without it, what is not accepted as JSON is sent as the text of a Java object.
    @ArchTest
    static final ArchRule resourcesSayWhatTheyProduce =
            classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(Produces.class);

    @ArchTest
    static final ArchRule servicesKnowNoHttp = noClasses()
            .that()
            .haveSimpleNameEndingWith("Service")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..", "io.vertx..");

    @ArchTest
    static final ArchRule repositoriesKnowNoErrorCodes = noClasses()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.gatehouse.contracts.error..");

    @ArchTest
    static final ArchRule theKindsOfAFeatureStayInside = classes()
            .that()
            .haveNameMatching(".*(Resource|Service|Repository|Config)")
            .or()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule transactionsBeginInServices = methods()
            .that()
            .areAnnotatedWith(WithTransaction.class)
            .or()
            .areAnnotatedWith(WithSession.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Service");

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
    static final ArchRule nothingWaitsOnAnEventLoop = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(UniAwait.class)
            .orShould()
            .callMethod(Uni.class, "await")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule noOtherServicesCodeIsUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatehouse.auth..", "io.gatehouse.gateway..");
}
