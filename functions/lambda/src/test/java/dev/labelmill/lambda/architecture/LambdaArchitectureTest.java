package dev.labelmill.lambda.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The functions' arrows, as design.md draws them. */
@AnalyzeClasses(packages = "dev.labelmill.lambda", importOptions = ImportOption.DoNotIncludeTests.class)
class LambdaArchitectureTest {

    private static final String ROOM = "dev.labelmill.lambda.";

    @ArchTest
    static final ArchRule nothing_depends_on_the_functions = noClasses()
            .that()
            .resideOutsideOfPackage(ROOM + "function..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOM + "function..");

    @ArchTest
    static final ArchRule functions_depend_on_handlers_through_the_wiring_alone = noClasses()
            .that()
            .resideInAPackage(ROOM + "function..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOM + "store..",
                    ROOM + "intake..",
                    ROOM + "prelabel..",
                    ROOM + "dispatch..",
                    ROOM + "reception..",
                    ROOM + "score..",
                    ROOM + "tally..",
                    ROOM + "advance..",
                    ROOM + "finish..",
                    ROOM + "publish..",
                    "software.amazon..");

    @ArchTest
    static final ArchRule stores_know_no_handlers = noClasses()
            .that()
            .resideInAnyPackage(ROOM + "store..", ROOM + "objects..", ROOM + "json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOM + "intake..",
                    ROOM + "prelabel..",
                    ROOM + "dispatch..",
                    ROOM + "reception..",
                    ROOM + "webhook..",
                    ROOM + "score..",
                    ROOM + "tally..",
                    ROOM + "advance..",
                    ROOM + "finish..",
                    ROOM + "publish..",
                    ROOM + "wiring..",
                    ROOM + "function..",
                    "io.quarkus..");

    @ArchTest
    static final ArchRule only_wiring_and_functions_know_the_framework = noClasses()
            .that()
            .resideOutsideOfPackages(ROOM + "wiring..", ROOM + "function..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule nothing_here_knows_the_infrastructure = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.labelmill.local..", "dev.labelmill.emulators..");

    @ArchTest
    static final ArchRule rooms_do_not_depend_on_each_other_in_circles =
            slices().matching(ROOM + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_compiles_ahead_of_time_uses_no_reflection_and_no_awt = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "java.awt..", "javax.imageio..")
            .orShould()
            .callMethod(Class.class, "forName", String.class);

    @ArchTest
    static final ArchRule time_comes_from_the_injected_clock = noClasses()
            .that()
            .resideOutsideOfPackage(ROOM + "wiring..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");
}
