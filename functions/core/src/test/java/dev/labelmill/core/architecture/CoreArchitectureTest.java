package dev.labelmill.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The domain's arrows, as design.md draws them. */
@AnalyzeClasses(packages = "dev.labelmill.core", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {

    @ArchTest
    static final ArchRule the_domain_knows_no_cloud_no_framework_and_no_json = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.labelmill.lambda..",
                    "dev.labelmill.local..",
                    "dev.labelmill.emulators..",
                    "software.amazon..",
                    "com.amazonaws..",
                    "io.quarkus..",
                    "jakarta..",
                    "com.fasterxml..");

    @ArchTest
    static final ArchRule rooms_do_not_depend_on_each_other_in_circles =
            slices().matching("dev.labelmill.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_domain_has_no_clock_and_no_chance_of_its_own = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);

    @ArchTest
    static final ArchRule what_compiles_ahead_of_time_uses_no_reflection_and_no_awt = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "java.awt..", "javax.imageio..")
            .orShould()
            .callMethod(Class.class, "forName", String.class);

    @ArchTest
    static final ArchRule the_domain_touches_no_files_and_no_environment = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);
}
