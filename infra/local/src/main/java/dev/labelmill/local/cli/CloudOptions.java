package dev.labelmill.local.cli;

import dev.labelmill.lambda.notify.Endpoints;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.local.stack.Distribution;
import dev.labelmill.local.stack.LocalCloud;
import java.io.IOException;
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

    @Option(
            names = "--endpoints",
            paramLabel = "<file>",
            description = "tell the endpoints in this file of batches, as docs/notices.md has it")
    private Path endpoints;

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

    /** The folder that stays when all has ended, if one is to. */
    Optional<Path> kept(LocalCloud cloud) {
        return keep ? Optional.of(cloud.folder()) : Optional.empty();
    }

    private LocalCloud.Options options(int port) {
        if (executable != null && !Files.isExecutable(executable)) {
            throw Refusal.ofInput(executable + " is not an executable file.");
        }
        if (endpoints != null) {
            requireEndpoints();
        }
        return new LocalCloud.Options(Optional.ofNullable(executable), port, keep, Optional.ofNullable(endpoints));
    }

    private void requireEndpoints() {
        try {
            Endpoints.parse(Files.readAllBytes(endpoints));
        } catch (IOException | SecretsUnreadable unusable) {
            throw Refusal.ofInput(
                    unusable instanceof SecretsUnreadable
                            ? endpoints + ": " + unusable.getMessage() + "."
                            : endpoints + " cannot be read.");
        }
    }
}
