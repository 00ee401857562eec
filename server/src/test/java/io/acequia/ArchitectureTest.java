package io.acequia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Dependencies point one way: `event ← codec, ingest → store ← embedded; intake → all of these`.
@AnalyzeClasses(packages = "io.acequia", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule eventsKnowNothing =
            noClasses()
                    .that()
                    .resideInAPackage("io.acequia.event..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are other parts of the product",
                                    type ->
                                            type.getPackageName().startsWith("io.acequia.")
                                                    && !type.getPackageName()
                                                            .startsWith("io.acequia.event")));

    @ArchTest
    static final ArchRule codecAndIngestKnowEventsOnly =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.acequia.codec..", "io.acequia.ingest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.acequia.store..",
                            "io.acequia.intake..",
                            "io.acequia.coap..",
                            "io.acequia.cli..",
                            "io.acequia.console..",
                            "io.acequia.query..",
                            "io.acequia.settings..");

    @ArchTest
    static final ArchRule storesKnowNoDoors =
            noClasses()
                    .that()
                    .resideInAPackage("io.acequia.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.acequia.codec..",
                            "io.acequia.intake..",
                            "io.acequia.coap..",
                            "io.acequia.cli..",
                            "io.acequia.console..",
                            "io.acequia.query..");

    @ArchTest
    static final ArchRule onlyTheEmbeddedStoreKnowsDuckDb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.acequia.store.embedded..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.duckdb..", "java.sql..");

    @ArchTest
    static final ArchRule nothingKnowsTheOuterParts =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.acequia.event..",
                            "io.acequia.codec..",
                            "io.acequia.ingest..",
                            "io.acequia.store..",
                            "io.acequia.query..",
                            "io.acequia.device..",
                            "io.acequia.metrics..",
                            "io.acequia.settings..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.acequia.cli..", "io.acequia.console..", "io.acequia.intake..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.acequia.(*)..").should().beFreeOfCycles();
}
