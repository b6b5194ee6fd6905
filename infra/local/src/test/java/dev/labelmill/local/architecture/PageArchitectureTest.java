package dev.labelmill.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The web page's arrows: the server knows the views, the views know the stores, and neither knows who starts them. */
@AnalyzeClasses(packages = "dev.labelmill.local", importOptions = ImportOption.DoNotIncludeTests.class)
class PageArchitectureTest {

    private static final String ROOM = "dev.labelmill.local.";

    @ArchTest
    static final ArchRule the_page_does_not_know_how_the_cloud_is_made = noClasses()
            .that()
            .resideInAnyPackage(ROOM + "web..", ROOM + "views..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOM + "cli..", ROOM + "stack..", ROOM + "template..", ROOM + "vendors..");

    @ArchTest
    static final ArchRule views_know_no_http = noClasses()
            .that()
            .resideInAPackage(ROOM + "views..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOM + "web..", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule only_the_command_line_puts_the_page_up = noClasses()
            .that()
            .resideOutsideOfPackages(ROOM + "cli..", ROOM + "web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOM + "web..");
}
