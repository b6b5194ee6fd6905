package dev.labelmill.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The deployment's arrows: nothing of the functions' code, and settings that know no CDK. */
@AnalyzeClasses(packages = "dev.labelmill.aws", importOptions = ImportOption.DoNotIncludeTests.class)
class DeploymentArchitectureTest {

    @ArchTest
    static final ArchRule settings_depend_on_the_jdk_and_jackson_alone = classes()
            .that()
            .resideInAPackage("dev.labelmill.aws.stage..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.labelmill.aws.stage..", "java..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule the_deployment_knows_nothing_of_the_functions_code = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.labelmill.core..", "dev.labelmill.lambda..", "dev.labelmill.local..");

    @ArchTest
    static final ArchRule the_stack_does_not_know_who_synthesises_it = noClasses()
            .that()
            .resideInAPackage("dev.labelmill.aws.stack..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.labelmill.aws");
}
