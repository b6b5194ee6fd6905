package dev.labelmill.onnx.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module's one arrow, as design.md draws it. */
@AnalyzeClasses(packages = "dev.labelmill.onnx", importOptions = ImportOption.DoNotIncludeTests.class)
class OnnxArchitectureTest {

    @ArchTest
    static final ArchRule it_depends_on_core_and_its_libraries_alone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.labelmill.onnx..",
                    "dev.labelmill.core.prelabel..",
                    "dev.labelmill.core.geometry..",
                    "ai.onnxruntime..",
                    "ai.djl.huggingface..",
                    "com.fasterxml.jackson..",
                    "java..",
                    "javax.imageio..");
}
