package dev.labelmill.aws;

import dev.labelmill.aws.stage.StageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The CDK app. Run from this module's folder, as {@code cdk.json} does. */
public final class Deployment {

    /** The CDK's program names the folder to write to. */
    private static final String OUT = "CDK_OUTDIR";

    private Deployment() {}

    /**
     * Writes the cloud assembly of a stage, or the templates of all stages.
     *
     * @param arguments this module's folder, then a stage's file for its assembly; the folder alone for all templates
     */
    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        if (arguments.length > 1) {
            Path out = Path.of(System.getenv()
                    .getOrDefault(OUT, module.resolve("target/cdk.out").toString()));
            Synthesis.of(StageReader.read(module.resolve(arguments[1])), out).write();
        } else {
            writeTemplates(module);
        }
    }

    private static void writeTemplates(Path module) throws IOException {
        for (Path file : stages(module)) {
            Path out = module.resolve("target/cdk.out");
            Synthesis synthesis = Synthesis.of(StageReader.read(file), out);
            Files.writeString(template(module, file), synthesis.template());
            Files.writeString(watchTemplate(module, file), synthesis.watchTemplate());
        }
    }

    /** The files of all stages, in order. */
    static List<Path> stages(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("stages"))) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    /** Where the template of a stage's file is kept. */
    static Path template(Path module, Path stage) {
        return template(module, stage, ".template.json");
    }

    /** Where the template of what watches it is kept. */
    static Path watchTemplate(Path module, Path stage) {
        return template(module, stage, "-watch.template.json");
    }

    private static Path template(Path module, Path stage, String ending) {
        String name = String.valueOf(stage.getFileName());
        return module.resolve("templates").resolve(name.replace(".json", ending));
    }
}
