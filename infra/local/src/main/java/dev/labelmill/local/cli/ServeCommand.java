package dev.labelmill.local.cli;

import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.web.PageServer;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the pipeline up. */
@Command(
        name = "serve",
        description = "Keeps the whole pipeline up, for uploads and webhooks of your own.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "of the webhook's address; without it, any free one")
    private int port;

    @Mixin
    private CloudOptions cloudOptions;

    @Mixin
    private PageOptions pageOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Ports.requirePort("--port", port);
        Ports.requireFree("--port", port);
        pageOptions.check();
        try (InterruptedByShutdown shutdown =
                        InterruptedByShutdown.current(spec.commandLine().getErr());
                LocalCloud cloud = cloudOptions.start(port);
                PageServer page = pageOptions.open(cloud)) {
            shutdown.keeps(cloudOptions.kept(cloud));
            PrintWriter out = spec.commandLine().getOut();
            Places places = Places.of(cloud, page);
            UploadWatch uploads =
                    new UploadWatch(cloud.bucket(), cloud.table(), places, say(out), InstantSource.system());
            cloud.onObject(new NewVendors(cloud.bucket(), cloud.secrets()));
            cloud.onObject(uploads);
            announce(cloud, places, out);
            uploads.tellForEver();
        }
        return 0;
    }

    private static void announce(LocalCloud cloud, Places places, PrintWriter out) {
        out.println("Labelmill is up until you press Ctrl-C.");
        out.println("  Page     " + places.pages());
        ServiceAddresses.announce(cloud, out);
        out.println("  Webhook  " + places.webhook("<vendor>"));
        out.println("  Pull     " + cloud.webhook() + "/tasks/<vendor>, where delivery is \"pull\" (docs/pull.md)");
        out.println("  Lambda   " + cloud.lambda() + " (aws --endpoint-url ... lambda invoke)");
        out.println("  Folder   " + cloud.folder() + " (logs)");
        out.println("  Secrets  " + cloud.secrets().path() + ", one for each vendor of each batch.json you upload");
        String upload = places.uploads("<batch>");
        out.println("Upload a batch with curl or, at the same address and with any credentials, any S3 client:");
        out.println("  curl -T <folder>/manifest.jsonl " + upload);
        out.println("  curl -T <folder>/batch.json     " + upload);
        out.println("What is taken and what is not, and where tasks and results are, is told below.");
        out.flush();
    }

    private static Consumer<String> say(PrintWriter out) {
        return line -> {
            out.println(line);
            out.flush();
        };
    }
}
