package dev.labelmill.local.cli;

import dev.labelmill.local.stack.Distribution;
import dev.labelmill.local.stack.LocalCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that starts the pipeline. */
final class CloudOptions {

    @Option(
            names = "--native",
            paramLabel = "<file>",
            description = "run the functions from this native executable instead of the JVM package")
    private Path executable;

    @Option(names = "--keep", description = "keep the work folder, with the functions' logs")
    private boolean keep;

    /**
     * Starts the pipeline.
     *
     * @param port of the webhook's address; 0 for any free one
     * @throws Refusal if the native executable cannot be run, or nothing is built
     */
    LocalCloud start(int port) {
        LocalCloud.Options options = options(port);
        Distribution distribution = Distribution.installed()
                .orElseThrow(() -> Refusal.ofInput(
                        "The functions are not built: start this program by the script labelmill, which builds them."));
        return LocalCloud.start(distribution, options);
    }

    private LocalCloud.Options options(int port) {
        if (executable != null && !Files.isExecutable(executable)) {
            throw Refusal.ofInput(executable + " is not an executable file.");
        }
        return new LocalCloud.Options(Optional.ofNullable(executable), port, keep);
    }
}
