package io.acequia.coap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The arrows between the packages: `message ← exchange ← {udp, server, client}`, and the client
/// opens its sockets by `udp`.
@AnalyzeClasses(packages = "io.acequia.coap", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE =
            new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    var message = type.getName() + (isMarked ? " is" : " is not") + " null-marked";
                    events.add(new SimpleConditionEvent(type, isMarked, message));
                }
            };

    @ArchTest
    static final ArchRule arrowsPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("message")
                    .definedBy("..coap.message..")
                    .layer("exchange")
                    .definedBy("..coap.exchange..")
                    .layer("udp")
                    .definedBy("..coap.udp..")
                    .layer("server")
                    .definedBy("..coap.server..")
                    .layer("client")
                    .definedBy("..coap.client..")
                    .whereLayer("message")
                    .mayOnlyBeAccessedByLayers("exchange", "udp", "server", "client")
                    .whereLayer("exchange")
                    .mayOnlyBeAccessedByLayers("udp", "server", "client")
                    .whereLayer("udp")
                    .mayOnlyBeAccessedByLayers("client")
                    .whereLayer("server")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("client")
                    .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule messagesKnowNothingAbove =
            classes()
                    .that()
                    .resideInAPackage("..coap.message..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "..coap.message..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.acequia.coap.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyUdpTouchesSockets =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..coap.udp..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.nio.channels..", "java.lang.foreign..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.net\\.(Datagram|Multicast|Server)?Socket");

    @ArchTest
    static final ArchRule libraryNeedsNothingButTheJdk =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "io.acequia.coap..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(BE_IN_A_NULL_MARKED_PACKAGE);
}
